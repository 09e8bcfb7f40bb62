package org.dermoscope.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.dermoscope.folder.FolderProgress;

/** Shows how far a folder is: on a terminal one line that is redrawn, elsewhere a line every ten seconds. Not thread-safe. */
final class FolderDisplay {
    private static final int BAR = 24;
    private static final Duration REDRAWN = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final long pause;
    private long last;
    private int drawn;

    FolderDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.pause = (terminal ? REDRAWN : QUIET).toNanos();
        this.last = System.nanoTime() - pause;
    }

    void show(FolderProgress progress) {
        long now = System.nanoTime();
        if (now - last < pause && progress.done() < progress.total()) {
            return;
        }
        last = now;
        String text = text(progress);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            out.flush();
            drawn = text.length();
        } else {
            out.println(text);
        }
    }

    /** Ends the line that was redrawn. */
    void end() {
        if (drawn > 0) {
            out.println();
            drawn = 0;
        }
    }

    static String text(FolderProgress progress) {
        int full = progress.total() == 0 ? BAR : (int) (BAR * progress.done() / progress.total());
        String left = progress.secondsLeft() < 0 ? "" : "  " + JobProgress.duration(progress.secondsLeft()) + " left";
        return String.format(
                Locale.ROOT,
                "  [%s%s] %d/%d  %d bad  %.1f images/s%s",
                "#".repeat(full),
                ".".repeat(BAR - full),
                progress.done(),
                progress.total(),
                progress.bad(),
                progress.imagesPerSecond(),
                left);
    }
}
