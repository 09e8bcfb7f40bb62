package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events with JSON as data, one after the other. Closing closes the stream. Not thread-safe. */
final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;

    EventStream(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** @param id 0 where the event has none */
    record Event(long id, String type, JsonNode data) {}

    /**
     * Waits for the next event; empty when the stream has ended. An event that the end cuts off is left out.
     *
     * @throws IOException if the connection is lost, or what comes is no event
     */
    Optional<Event> next() throws IOException {
        long id = 0;
        String type = "message";
        StringBuilder data = new StringBuilder();
        @Nullable String line = lines.readLine();
        while (line != null) {
            if (line.isEmpty() && data.length() > 0) {
                return Optional.of(new Event(id, type, JSON.readTree(data.toString())));
            } else if (line.startsWith("id:")) {
                id = number(value(line));
            } else if (line.startsWith("event:")) {
                type = value(line);
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
            }
            line = lines.readLine();
        }
        return Optional.empty();
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static long number(String id) throws IOException {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IOException("An event has the id '" + id + "', which is no number", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
