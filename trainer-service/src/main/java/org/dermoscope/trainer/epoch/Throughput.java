package org.dermoscope.trainer.epoch;

import java.util.ArrayDeque;
import java.util.Deque;

/** Images a second over an epoch's steps and over the last {@link #WINDOW} of them. Not thread-safe. */
final class Throughput {
    static final int WINDOW = 10;

    private record Mark(long nanos, long images) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Mark start;
    private long images;
    private long last;

    /** @param nanos the time at which the first step begins, of {@link System#nanoTime()} */
    Throughput(long nanos) {
        start = new Mark(nanos, 0);
        marks.add(start);
        last = nanos;
    }

    /** Images a second over the last steps, this one included. */
    double add(int count, long nanos) {
        images += count;
        last = nanos;
        marks.add(new Mark(nanos, images));
        if (marks.size() > WINDOW + 1) {
            marks.removeFirst();
        }
        return rate(marks.getFirst());
    }

    /** Images a second over all steps so far. */
    double overall() {
        return rate(start);
    }

    private double rate(Mark since) {
        return (images - since.images()) / Math.max(1e-9, (last - since.nanos()) / 1e9);
    }
}
