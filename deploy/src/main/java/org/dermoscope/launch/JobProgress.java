package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows a job's progress: on a terminal one line that is redrawn, elsewhere a line every ten seconds; and a line for
 * each finished epoch.
 */
final class JobProgress {
    private static final int BAR = 24;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private long lastLine = System.nanoTime() - QUIET.toNanos();
    private int shownEpoch;
    private String shownStage = "";
    private int drawn;

    JobProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Takes the job as {@code GET /jobs/{id}} gave it. */
    void show(JsonNode job) {
        JsonNode metrics = job.path("metrics");
        int finished = metrics.path("epoch").asInt(0);
        if (finished > shownEpoch) {
            shownEpoch = finished;
            line(epochLine(job, metrics));
        }
        String text = current(job);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            out.flush();
            drawn = text.length();
        } else if (System.nanoTime() - lastLine >= QUIET.toNanos() || stageChanged(job)) {
            line(text);
        }
    }

    /** Ends the line that is being redrawn. */
    void end() {
        if (terminal && drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }

    private boolean stageChanged(JsonNode job) {
        String stage = job.path("stage").asText("");
        boolean changed = !stage.equals(shownStage);
        shownStage = stage;
        return changed;
    }

    private void line(String text) {
        end();
        out.println(text);
        lastLine = System.nanoTime();
    }

    private static String epochLine(JsonNode job, JsonNode metrics) {
        return String.format(
                Locale.ROOT,
                "  epoch %2d/%d  loss %.3f  validation loss %.3f  accuracy %5.1f %%  balanced accuracy %5.1f %%  %5.1f images/s%s",
                metrics.path("epoch").asInt(),
                job.path("epochs").asInt(),
                metrics.path("training_loss").asDouble(),
                metrics.path("validation_loss").asDouble(),
                100 * metrics.path("validation_accuracy").asDouble(),
                100 * metrics.path("validation_balanced_accuracy").asDouble(),
                metrics.path("images_per_second").asDouble(),
                metrics.path("best").asBoolean() ? "  best" : "");
    }

    private static String current(JsonNode job) {
        int epoch = job.path("epoch").asInt();
        int step = job.path("step").asInt();
        int steps = job.path("steps").asInt();
        String stage = job.path("stage").asText("");
        if (steps == 0 || !"training".equals(stage)) {
            return "  " + job.path("state").asText() + (stage.isEmpty() ? "" : ": " + stage);
        }
        int full = (int) Math.round((double) BAR * step / steps);
        StringBuilder text = new StringBuilder("  [")
                .append("#".repeat(full))
                .append(".".repeat(BAR - full))
                .append("] epoch ")
                .append(epoch)
                .append('/')
                .append(job.path("epochs").asInt())
                .append("  step ")
                .append(step)
                .append('/')
                .append(steps);
        append(text, "  loss %.3f", job.path("loss"));
        append(text, "  %.1f images/s", job.path("images_per_second"));
        if (job.path("eta_seconds").isNumber()) {
            text.append("  ").append(duration(job.path("eta_seconds").asLong())).append(" left");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String format, JsonNode value) {
        if (value.isNumber()) {
            text.append(String.format(Locale.ROOT, format, value.asDouble()));
        }
    }

    /** For people: {@code 2 h 05 min}, {@code 3 min 20 s} or {@code 12 s}. */
    static String duration(long seconds) {
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        return seconds >= 60 ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60) : seconds + " s";
    }
}
