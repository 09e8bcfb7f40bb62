package org.dermoscope.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends bytes that no HTTP client would send, and reads until the server closes. */
final class RawHttp {
    private RawHttp() {}

    static String get(String path, String... headers) {
        return head("GET", path, headers) + "\r\n";
    }

    static String post(String path, String contentType, String body, String... headers) {
        return head("POST", path, headers) + "Content-Type: " + contentType + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** Without a Content-Length. */
    static String postInChunks(String path, String contentType, List<String> chunks) {
        StringBuilder request = new StringBuilder(
                head("POST", path) + "Content-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    private static String head(String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more;
    }

    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            try {
                in.transferTo(answer);
            } catch (IOException closedOrSilent) {
                answer.write(("\n[" + closedOrSilent.getMessage() + "]").getBytes(StandardCharsets.ISO_8859_1));
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
