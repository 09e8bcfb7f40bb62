package org.dermoscope.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as bytes, whatever they are.
 *
 * @param target path and query
 * @param headers lines without their ends; the body's length is added unless {@code framed}
 * @param framed whether the headers say themselves, rightly or wrongly, how the body is delimited
 * @param broken whether it may be no HTTP at all, so that a server may end the connection without a word
 */
record RawRequest(String method, String target, List<String> headers, byte[] body, boolean framed, boolean broken) {
    static RawRequest of(String method, String target, String contentType, byte[] body) {
        List<String> headers = new ArrayList<>(List.of("Host: 127.0.0.1", "Connection: close"));
        if (!contentType.isEmpty()) {
            headers.add("Content-Type: " + contentType);
        }
        return new RawRequest(method, target, List.copyOf(headers), body, false, false);
    }

    RawRequest withBody(byte[] changed) {
        return new RawRequest(method, target, headers, changed, framed, broken);
    }

    RawRequest withTarget(String changed, boolean mayBreak) {
        return new RawRequest(method, changed, headers, body, framed, broken || mayBreak);
    }

    RawRequest withMethod(String changed, boolean mayBreak) {
        return new RawRequest(changed, target, headers, body, framed, broken || mayBreak);
    }

    RawRequest with(String header, boolean mayBreak) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(method, target, List.copyOf(more), body, framed, broken || mayBreak);
    }

    RawRequest withHeaders(List<String> changed, boolean mayBreak) {
        return new RawRequest(method, target, List.copyOf(changed), body, framed, broken || mayBreak);
    }

    /** Delimited by that header, which may not be true. */
    RawRequest framedBy(String header, byte[] changed) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(method, target, List.copyOf(more), changed, true, true);
    }

    /** In chunks as HTTP has them. */
    RawRequest inChunks(int size) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < body.length; i += size) {
            int length = Math.min(size, body.length - i);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, i, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        List<String> more = new ArrayList<>(headers);
        more.add("Transfer-Encoding: chunked");
        return new RawRequest(method, target, List.copyOf(more), chunks.toByteArray(), true, broken);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!framed && (body.length > 0 || method.equals("POST"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** For people. */
    @Override
    public String toString() {
        String start = new String(body, 0, Math.min(body.length, 400), StandardCharsets.ISO_8859_1);
        return method + " " + shortened(target) + " "
                + headers.stream().map(RawRequest::shortened).toList() + " " + body.length + " bytes: "
                + start.replaceAll("[^ -~]", ".");
    }

    private static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "...(" + text.length() + ")";
    }
}
