package org.dermoscope.camera.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.camera.Eventually;
import org.dermoscope.camera.frame.CaptureCondition.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureLoopTest {
    private static final BackoffPolicy QUICK = new BackoffPolicy(Duration.ofMillis(50), Duration.ofMillis(200));

    private final LatestFrame latest = new LatestFrame();
    private final AtomicInteger opens = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private volatile boolean connected = true;

    /** A camera of 200 frames/s that is there while it is connected. */
    private final class Camera implements FrameSource {
        @Override
        public @Nullable BufferedImage read() throws SourceException {
            if (!connected) {
                throw new SourceException("The camera is gone");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Pixels.blank(4, 3);
        }

        @Override
        public double framesPerSecond() {
            return 200;
        }

        @Override
        public long promisedFrames() {
            return 0;
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    private CaptureLoop start() {
        CaptureLoop.Opener opener = () -> {
            opens.incrementAndGet();
            if (!connected) {
                throw new SourceException("The camera is gone");
            }
            return new Camera();
        };
        CaptureLoop loop = new CaptureLoop(
                new CaptureLoop.Source(
                        opener, SourceKind.DEVICE, CaptureFormat.OWN, new CaptureLoop.Ends(false, false, QUICK)),
                latest,
                nanos -> {});
        loop.start();
        return loop;
    }

    private long number() {
        @Nullable Frame frame = latest.current();
        return frame == null ? 0 : frame.number();
    }

    @Test
    void whoLooksGetsTheNewestFrameAndTheOthersAreForgotten() throws Exception {
        try (CaptureLoop loop = start()) {
            loop.awaitBegin();
            @Nullable Frame first = latest.awaitAfter(0, 1000);
            Eventually.await("what is expected", () -> number() > 20);
            @Nullable Frame next = latest.awaitAfter(first == null ? 0 : first.number(), 1000);

            assertThat(next).isNotNull();
            assertThat(next.number()).isGreaterThan(20);
        }
    }

    @Test
    void aCameraThatDisappearsIsOpenedAgainWithPausesAndNumbersGoOn() throws Exception {
        try (CaptureLoop loop = start()) {
            loop.awaitBegin();
            connected = false;
            Eventually.await("what is expected", () -> loop.condition().state() == State.LOST);
            long lost = number();
            int before = opens.get();
            long begin = System.nanoTime();
            Thread.sleep(1000);
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

            assertThat(opens.get() - before).isBetween(1, 3 + (int) (millis / 200));
            assertThat(loop.condition().sentence()).contains("The camera is gone", "again");
            connected = true;
            Eventually.await("what is expected", () -> number() > lost + 3);
            assertThat(loop.condition().state()).isEqualTo(State.LIVE);
        }
        assertThat(closes.get()).isEqualTo(2);
    }

    @Test
    void aCameraThatCannotBeOpenedAtFirstIsSaidAndNotTriedAgain() throws Exception {
        connected = false;
        try (CaptureLoop loop = start()) {
            assertThatThrownBy(loop::awaitBegin).hasMessage("The camera is gone");
            Thread.sleep(200);
            assertThat(opens.get()).isEqualTo(1);
        }
    }

    @Test
    void waitsGrowWithFailuresUpToALimit() {
        assertThat(BackoffPolicy.DEFAULT.delay(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(BackoffPolicy.DEFAULT.delay(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(BackoffPolicy.DEFAULT.delay(1_000_000)).isEqualTo(Duration.ofSeconds(5));
    }
}
