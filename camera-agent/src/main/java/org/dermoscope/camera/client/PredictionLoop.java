package org.dermoscope.camera.client;

import java.awt.Rectangle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dermoscope.camera.frame.BackoffPolicy;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.LatestFrame;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Rate;
import org.dermoscope.camera.measure.Stage;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Asks about the newest frame, and when its answer is there about the one that is the newest by then. What answers may go
 * away and come back: after a failure it is left alone for a while, then asked about the newest frame again. Ends when no
 * frame comes any more; closing stops it.
 */
public final class PredictionLoop implements AutoCloseable {
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final long CLOSE_PATIENCE_MILLIS = 5000;

    private final Parts parts;
    private final Settings settings;
    private final Progress progress;
    private final Rate rate = new Rate();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile ServiceCondition condition = ServiceCondition.WAITING;
    private volatile long waitingSince;

    /** @param wishes is asked before each request */
    public record Parts(
            LatestFrame frames,
            ImageClassifier classifier,
            Supplier<Wish> wishes,
            PredictionListener listener,
            Measurements measurements) {}

    /**
     * @param inFlight requests at a time, 1..8
     * @param quality of the JPEG, 0.05..1
     * @param longestSide of what is sent, in pixels
     * @param smoothing weight of the newest answer, above 0 to 1
     * @param backoff after failures
     */
    public record Settings(int inFlight, float quality, int longestSide, double smoothing, BackoffPolicy backoff) {
        public static final Settings DEFAULT = new Settings(1, 0.9f, 480, 0.4, BackoffPolicy.DEFAULT);
    }

    public PredictionLoop(Parts parts, Settings settings) {
        this.parts = parts;
        this.settings = settings;
        this.progress = new Progress(new Smoother(settings.smoothing()));
        for (int i = 0; i < settings.inFlight(); i++) {
            Thread thread = new Thread(this::run, "prediction-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** How what answers does; a request that has been out for more than a second is said, too. */
    public ServiceCondition condition(long nowNanos) {
        long since = waitingSince;
        Duration waiting = Duration.ofNanos(since == 0 ? 0 : nowNanos - since);
        ServiceCondition now = condition;
        if (waiting.toMillis() >= 1000 && now.state() != ServiceState.UNREACHABLE) {
            return new ServiceCondition(ServiceState.SLOW, "Waiting for an answer for " + waiting.toSeconds() + " s");
        }
        return now;
    }

    public Optional<ShownAnswer> shown() {
        return progress.shown();
    }

    /** Answers a second. */
    public double perSecond(long nowNanos) {
        return rate.perSecond(nowNanos);
    }

    /** Whether every frame has been asked about and none will come, or it was stopped. */
    public boolean isOver() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private void run() {
        try (ImagePreparation preparation =
                new ImagePreparation(settings.quality(), settings.longestSide(), parts.measurements())) {
            int failures = 0;
            while (!stopped) {
                Wish wish = parts.wishes().get();
                Progress.@Nullable Taken taken = progress.take(parts.frames(), wish);
                if (taken != null) {
                    @Nullable ServiceFault fault = ask(preparation, taken, wish);
                    failures = fault == null ? 0 : failures + 1;
                    rest(fault, failures);
                } else if (parts.frames().ended() && wish.frozen() == null && progress.isDone(parts.frames())) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** Null if there is an answer. */
    private @Nullable ServiceFault ask(ImagePreparation preparation, Progress.Taken taken, Wish wish)
            throws InterruptedException {
        Frame frame = taken.frame();
        Rectangle region = wish.region().in(frame.width(), frame.height());
        byte[] jpeg = preparation.jpeg(frame.image(), region);
        long sent = System.nanoTime();
        waitingSince = sent;
        try {
            PredictionAnswer answer = parts.classifier().classify(jpeg, wish.evidence());
            long answered = System.nanoTime();
            Duration roundTrip = Duration.ofNanos(answered - sent);
            parts.measurements().add(Stage.ROUND_TRIP, roundTrip.toNanos());
            rate.event(answered);
            condition = ServiceCondition.ANSWERING;
            progress.answered(taken, new TimedAnswer(frame, region, jpeg, answer, roundTrip), parts.listener());
            return null;
        } catch (ServiceFault fault) {
            condition = new ServiceCondition(fault.state(), fault.sentence());
            progress.failed(taken, fault, parts.listener());
            return fault;
        } finally {
            waitingSince = 0;
            parts.frames().worked(frame.number());
        }
    }

    private void rest(@Nullable ServiceFault fault, int failures) throws InterruptedException {
        if (fault == null) {
            return;
        }
        Duration own = settings.backoff().delay(failures);
        Duration asked = fault.retryAfter().orElse(own);
        Duration longer = asked.compareTo(own) > 0 ? asked : own;
        TimeUnit.NANOSECONDS.sleep((longer.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : longer).toNanos());
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
