package org.dermoscope.wire.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Encoded images as a multipart form, each a file named {@code image}; the images are not copied. */
record ImagesForm(List<byte[]> images, String boundary) {
    /** The boundary is random, so that no image holds it. */
    static ImagesForm of(List<byte[]> images) {
        return new ImagesForm(images, "dermoscope-" + UUID.randomUUID());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        List<BodyPublisher> parts = new ArrayList<>(2 * images.size() + 1);
        String before = "";
        for (byte[] image : images) {
            parts.add(text(before + "--" + boundary
                    + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n"));
            parts.add(BodyPublishers.ofByteArray(image));
            before = "\r\n";
        }
        parts.add(text(before + "--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.US_ASCII));
    }
}
