package org.dermoscope.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a case.
 *
 * @param text the figures of one that held, else what did not hold
 */
record Verdict(FaultCase of, boolean held, Duration took, String text) {
    /** Runs a case in a folder of its own and ends what it started. */
    static Verdict of(FaultCase each, FaultOptions options) throws InterruptedException {
        long start = System.nanoTime();
        try (Trial trial = new Trial(each, options)) {
            String figures = each.body().run(trial);
            return new Verdict(each, true, since(start), figures);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack));
            System.out.println(stack);
            return new Verdict(each, false, since(start), firstLines(e));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String firstLines(Throwable e) {
        String message = e instanceof IOException || e.getMessage() == null ? e.toString() : e.getMessage();
        String text = message.strip().replaceAll("\\s+", " ");
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-5s  %-9s  %6.1f s  %s: %s",
                held ? "holds" : "FAILS",
                of.group(),
                took.toMillis() / 1000.0,
                of.name(),
                text);
    }
}
