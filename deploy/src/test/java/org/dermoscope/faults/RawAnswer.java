package org.dermoscope.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What came back over a connection of its own.
 *
 * @param status 0 if the connection ended without an answer, {@link #HUNG} if nothing ended it in time
 */
record RawAnswer(int status, String head, String body) {
    static final int NONE = 0;
    static final int HUNG = -1;

    static RawAnswer to(RawRequest request, int port, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) limit.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) limit.toMillis());
            send(socket, request);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            byte[] piece = new byte[16 * 1024];
            try {
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    received.write(piece, 0, n);
                    if (System.nanoTime() > end) {
                        return new RawAnswer(HUNG, "", "");
                    }
                    if (complete(received)) {
                        break;
                    }
                }
            } catch (SocketTimeoutException late) {
                return new RawAnswer(HUNG, "", received.toString(StandardCharsets.ISO_8859_1));
            } catch (IOException reset) {
                // What came before counts.
            }
            return parse(received.toString(StandardCharsets.UTF_8));
        }
    }

    private static void send(Socket socket, RawRequest request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request.bytes());
            out.flush();
            if (request.broken()) {
                // A server that waits for more learns that nothing comes.
                socket.shutdownOutput();
            }
        } catch (IOException refusedEarly) {
            // The answer is there already.
        }
    }

    /** Whether an answer with a content length is there in full; others end with their connection. */
    private static boolean complete(ByteArrayOutputStream received) {
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        if (at < 0 || at > end) {
            return false;
        }
        String length = text.substring(at + 15, text.indexOf("\r\n", at)).strip();
        return received.size() >= end + 4 + Integer.parseInt(length);
    }

    private static RawAnswer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.")) {
            return new RawAnswer(NONE, text, "");
        }
        int status = Integer.parseInt(text.substring(9, 12));
        return status == 100
                ? parse(text.substring(end + 4))
                : new RawAnswer(status, text.substring(0, end), text.substring(end + 4));
    }
}
