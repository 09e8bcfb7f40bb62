package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that captures. It publishes each picture as the {@link LatestFrame}, opens a camera or a stream again when it
 * disappears, and ends with a file. Closing stops the thread, which frees what it opened.
 */
public final class CaptureLoop implements AutoCloseable {
    private static final long CLOSE_PATIENCE_MILLIS = 8000;
    private static final double DEFAULT_RATE = 25;
    /** Some files count a frame or two that no decoder gives. */
    private static final int FRAMES_OFF = 2;

    private final Source source;
    private final LatestFrame latest;
    private final LongConsumer captureNanos;
    private final Thread thread = new Thread(this::run, "capture");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch awaited = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile CaptureCondition condition = CaptureCondition.OPENING;
    private long number;

    /**
     * What is captured.
     *
     * @param opener opens the source, again and again if need be
     * @param kind of the source
     */
    public record Source(Opener opener, SourceKind kind, CaptureFormat format, Ends ends) {
        /** @param waits see {@link Ends} */
        public static Source of(SourceSpec spec, boolean waits) {
            return new Source(
                    spec::open, spec.kind(), spec.format(), new Ends(spec.loop(), waits, BackoffPolicy.DEFAULT));
        }
    }

    /**
     * What happens at the end of a picture and of the source.
     *
     * @param loop whether a file begins again at its end
     * @param waits whether the next picture is read only when {@link LatestFrame#worked} was called for the last one
     * @param backoff between attempts to open a live source again
     */
    public record Ends(boolean loop, boolean waits, BackoffPolicy backoff) {}

    /** Opens a source. */
    @FunctionalInterface
    public interface Opener {
        FrameSource open() throws SourceException;
    }

    /** @param captureNanos is told how long each picture took to read and decode */
    public CaptureLoop(Source source, LatestFrame latest, LongConsumer captureNanos) {
        this.source = source;
        this.latest = latest;
        this.captureNanos = captureNanos;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Says that the frames are looked at from now on: of a file no more than the first was read until then. */
    public void goOn() {
        awaited.countDown();
    }

    public CaptureCondition condition() {
        return condition;
    }

    /**
     * Waits for the first frame.
     *
     * @throws SourceException if the source cannot be opened
     */
    public void awaitBegin() throws SourceException, InterruptedException {
        begun.await();
        CaptureCondition now = condition;
        if (now.state() == CaptureCondition.State.FAILED && latest.current() == null) {
            throw new SourceException(now.sentence());
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!stopped && !condition.over()) {
                long before = number;
                try (FrameSource opened = source.opener().open()) {
                    capture(opened);
                } catch (SourceException e) {
                    failed(String.valueOf(e.getMessage()));
                }
                failures = number > before ? 1 : failures + 1;
                if (!stopped && condition.state() == CaptureCondition.State.LOST) {
                    TimeUnit.MILLISECONDS.sleep(
                            source.ends().backoff().delay(failures).toMillis());
                }
            }
        } catch (InterruptedException e) {
            stopped = true;
        } catch (RuntimeException e) {
            condition = new CaptureCondition(
                    CaptureCondition.State.FAILED, "Capturing ended by a defect of this program: " + e);
        } finally {
            latest.end();
            begun.countDown();
        }
    }

    private void failed(String sentence) {
        boolean again = source.kind().live() && number > 0;
        condition = new CaptureCondition(
                again ? CaptureCondition.State.LOST : CaptureCondition.State.FAILED,
                again ? sentence + "; trying again" : sentence);
    }

    private void capture(FrameSource opened) throws SourceException, InterruptedException {
        @Nullable Pace pace = pace(opened);
        long frames = 0;
        while (!stopped) {
            if (pace != null) {
                pace.await();
            }
            long start = System.nanoTime();
            @Nullable BufferedImage image = opened.read();
            if (image == null) {
                ended(opened, frames);
                return;
            }
            captureNanos.accept(System.nanoTime() - start);
            frames++;
            latest.publish(new Frame(++number, image, System.nanoTime(), Instant.now()));
            condition = CaptureCondition.LIVE;
            begun.countDown();
            if (!source.kind().live()) {
                awaited.await();
            }
            if (source.ends().waits()) {
                latest.awaitWorked(number);
            }
        }
    }

    private @Nullable Pace pace(FrameSource opened) {
        if (source.kind().live() || source.ends().waits()) {
            return null;
        }
        double wanted = source.format().framesPerSecond();
        double own = opened.framesPerSecond();
        return new Pace(wanted > 0 ? wanted : own > 0 ? own : DEFAULT_RATE);
    }

    private void ended(FrameSource opened, long frames) throws SourceException {
        if (source.kind().live()) {
            throw new SourceException("The source stopped delivering pictures");
        }
        if (frames == 0) {
            throw new SourceException("The source holds no picture that can be read");
        }
        if (frames < opened.promisedFrames() - FRAMES_OFF) {
            condition = new CaptureCondition(
                    CaptureCondition.State.FAILED,
                    "The source ended after " + frames + " of " + opened.promisedFrames()
                            + " pictures: it is damaged or incomplete");
        } else if (!source.ends().loop()) {
            condition = new CaptureCondition(CaptureCondition.State.ENDED, "The source has ended");
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
