package org.dermoscope.camera.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dermoscope.camera.client.PredictionListener;
import org.dermoscope.camera.client.ServiceFault;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.checkpoint.Json;
import org.jspecify.annotations.Nullable;

/** Writes a line of JSON for each frame that was asked about, and what was sent of it as a file. Thread-safe. */
public final class JsonLines implements PredictionListener {
    private final PrintStream out;
    private final @Nullable Path folder;

    /**
     * @param folder receives {@code frame-000001.jpg} and so on; is made where it is missing; null for none
     * @throws IOException if the folder cannot be made
     */
    public JsonLines(PrintStream out, @Nullable Path folder) throws IOException {
        this.out = out;
        this.folder = folder;
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    @Override
    public void answered(ShownAnswer shown) {
        write(PredictionLine.of(shown, System.nanoTime(), saved(shown)));
    }

    @Override
    public void failed(Frame frame, ServiceFault fault) {
        String state = fault.state().name().toLowerCase(Locale.ROOT);
        write(PredictionLine.failed(frame, new PredictionLine.Fault(state, fault.sentence())));
    }

    private @Nullable String saved(ShownAnswer shown) {
        if (folder == null) {
            return null;
        }
        String name = String.format(
                Locale.ROOT, "frame-%06d.jpg", shown.timed().frame().number());
        try {
            AtomicFiles.write(folder.resolve(name), shown.timed().jpeg());
            return name;
        } catch (IOException e) {
            System.err.println("camera: cannot write " + folder.resolve(name) + ": " + e.getMessage());
            return null;
        }
    }

    private synchronized void write(PredictionLine line) {
        try {
            out.println(Json.strict().writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
