package org.dermoscope.camera.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Stage;
import org.dermoscope.checkpoint.Json;

/** Writes a line of JSON each second: what happened in it, and the memory of the process. Closing completes the file. */
final class StatsFile implements AutoCloseable {
    private final PrintStream out;
    private final Measurements measurements;
    private final LongSupplier frames;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stats");
        thread.setDaemon(true);
        return thread;
    });
    private long last = System.nanoTime();

    /**
     * @param seconds that the line is about
     * @param frames captured since the start
     * @param residentMebibytes of the process; 0 where the system does not say
     * @param stages by name; times in milliseconds
     */
    record Line(double seconds, long frames, double residentMebibytes, Map<String, Measurements.Summary> stages) {}

    /** @param frames captured since the start */
    StatsFile(Path file, Measurements measurements, LongSupplier frames) throws IOException {
        this.out = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        this.measurements = measurements;
        this.frames = frames;
        clock.scheduleAtFixedRate(this::write, 1, 1, TimeUnit.SECONDS);
    }

    private void write() {
        long now = System.nanoTime();
        Map<String, Measurements.Summary> stages = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            stages.put(stage.name().toLowerCase(Locale.ROOT), measurements.take(stage));
        }
        Line line = new Line((now - last) / 1e9, frames.getAsLong(), residentMebibytes(), stages);
        last = now;
        try {
            out.println(Json.strict().writeValueAsString(line));
        } catch (IOException e) {
            throw new IllegalStateException("Numbers can be written as JSON", e);
        }
    }

    private static double residentMebibytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
                }
            }
        } catch (IOException notLinux) {
            return 0;
        }
        return 0;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        out.close();
    }
}
