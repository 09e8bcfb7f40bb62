package org.dermoscope.camera.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.LatestFrame;
import org.jspecify.annotations.Nullable;

/** Which frames were asked about and what was answered last. Thread-safe; listeners are told one thing at a time. */
final class Progress {
    private static final long PATIENCE_MILLIS = 100;

    private final Smoother smoother;
    private long order;
    private long lastNumber;
    private long lastStart = System.nanoTime() - Duration.ofDays(1).toNanos();
    private @Nullable Wish frozenWish;
    private long shownOrder;
    private volatile @Nullable ShownAnswer shown;

    Progress(Smoother smoother) {
        this.smoother = smoother;
    }

    /**
     * A frame that is to be asked about.
     *
     * @param order counts what was taken; the answer to what was taken later is the newer one
     */
    record Taken(Frame frame, long order) {}

    Optional<ShownAnswer> shown() {
        return Optional.ofNullable(shown);
    }

    /** The frame that is next by this wish; null if there is none within a tenth of a second. */
    @Nullable
    Taken take(LatestFrame frames, Wish wish) throws InterruptedException {
        long wait = untilDue(wish.interval());
        if (wait > 0 || isAnswered(wish)) {
            long patience = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            TimeUnit.NANOSECONDS.sleep(wait > 0 ? Math.min(wait, patience) : patience / 4);
            return null;
        }
        if (wish.frozen() != null) {
            return claim(wish.frozen(), wish);
        }
        long after;
        synchronized (this) {
            after = lastNumber;
        }
        @Nullable Frame frame = frames.awaitAfter(after, PATIENCE_MILLIS);
        return frame == null ? null : claim(frame, wish);
    }

    private synchronized long untilDue(Duration interval) {
        return lastStart + interval.toNanos() - System.nanoTime();
    }

    private synchronized boolean isAnswered(Wish wish) {
        return wish.frozen() != null && wish.equals(frozenWish);
    }

    private synchronized @Nullable Taken claim(Frame frame, Wish wish) {
        if (wish.frozen() == null && frame.number() <= lastNumber) {
            return null;
        }
        lastNumber = Math.max(lastNumber, frame.number());
        lastStart = System.nanoTime();
        frozenWish = wish.frozen() == null ? null : wish;
        return new Taken(frame, ++order);
    }

    /** Whether the newest frame was asked about. */
    synchronized boolean isDone(LatestFrame frames) {
        @Nullable Frame newest = frames.current();
        return newest == null || newest.number() <= lastNumber;
    }

    synchronized void answered(Taken taken, TimedAnswer answer, PredictionListener listener) {
        ShownAnswer next = new ShownAnswer(answer, Ranking.of(answer.answer()), smoother.add(answer));
        if (taken.order() > shownOrder) {
            shownOrder = taken.order();
            shown = next;
        }
        listener.answered(next);
    }

    synchronized void failed(Taken taken, ServiceFault fault, PredictionListener listener) {
        frozenWish = null;
        listener.failed(taken.frame(), fault);
    }
}
