package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows a job's progress: on a terminal one line that is redrawn, elsewhere a line every ten seconds; and a line for
 * each finished epoch. Thread-safe.
 */
final class JobProgress {
    private static final int BAR = 24;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final EpochFormat format;
    private long lastLine = System.nanoTime() - QUIET.toNanos();
    private int shownEpoch;
    private String shownStage = "";
    private int drawn;
    private boolean ended;

    JobProgress(PrintStream out, boolean terminal, EpochFormat format) {
        this.out = out;
        this.terminal = terminal;
        this.format = format;
    }

    /** Takes the job as {@code GET /jobs/{id}} gives it. */
    synchronized void show(JsonNode job) {
        showEpoch(job);
        if (ended) {
            return;
        }
        String text = current(job);
        boolean changed = stageChanged(job);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            out.flush();
            drawn = text.length();
        } else if (changed || System.nanoTime() - lastLine >= QUIET.toNanos()) {
            line(text);
        }
    }

    /** Of the same job only the epoch that it has finished, if that has not been shown. */
    synchronized void showEpoch(JsonNode job) {
        int finished = job.path("metrics").path("epoch").asInt(0);
        if (finished <= shownEpoch || ended) {
            return;
        }
        if (shownEpoch == 0 && !format.heading().isEmpty()) {
            line(format.heading());
        }
        shownEpoch = finished;
        line(format.row().apply(job));
    }

    /** A line of its own between the others. */
    synchronized void say(String text) {
        if (!ended) {
            line(text);
        }
    }

    /** Takes away the line that is being redrawn; nothing is shown afterwards. */
    synchronized void end() {
        clear();
        ended = true;
    }

    private void clear() {
        if (drawn > 0) {
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
        clear();
        out.println(text);
        lastLine = System.nanoTime();
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
