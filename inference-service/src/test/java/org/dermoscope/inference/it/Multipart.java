package org.dermoscope.inference.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart body, byte by byte. */
final class Multipart {
    private static final String BOUNDARY = "----dermoscope";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Multipart file(String name, String fileName, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", "image/jpeg", content);
    }

    Multipart text(String name, String value) {
        return part("name=\"" + name + "\"", "text/plain", value.getBytes(StandardCharsets.UTF_8));
    }

    Multipart part(String disposition, String contentType, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: " + contentType
                + "\r\n\r\n");
        bytes.writeBytes(content);
        return raw("\r\n");
    }

    Multipart raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    static Multipart image(byte[] content) {
        return new Multipart().file("image", "image.jpg", content);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] unfinished() {
        return bytes.toByteArray();
    }

    byte[] bytes() {
        raw("--" + BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }
}
