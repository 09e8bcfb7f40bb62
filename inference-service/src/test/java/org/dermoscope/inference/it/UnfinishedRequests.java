package org.dermoscope.inference.it;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Predictions whose bodies do not come, so that they are in flight until this is closed. */
final class UnfinishedRequests implements AutoCloseable {
    private final List<Socket> connections = new ArrayList<>();
    private final String head;

    /** @param header a line with its end, or empty */
    UnfinishedRequests(String header) {
        this.head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n" + header
                + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n";
    }

    /** One after another: one that came beside another request may have been refused instead of it. */
    void openUntil(String what, BooleanSupplier condition) {
        Service.await(what, () -> {
            open();
            return condition.getAsBoolean();
        });
    }

    void open() {
        try {
            Socket connection = new Socket("127.0.0.1", RestAssured.port);
            connections.add(connection);
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
