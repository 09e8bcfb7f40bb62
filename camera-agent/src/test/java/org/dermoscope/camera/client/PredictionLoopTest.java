package org.dermoscope.camera.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.camera.Eventually;
import org.dermoscope.camera.frame.BackoffPolicy;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.FrameFeed;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictionLoopTest {
    private static final BackoffPolicy QUICK = new BackoffPolicy(Duration.ofMillis(20), Duration.ofMillis(80));

    private final FrameFeed feed = new FrameFeed();
    private final FakeClassifier classifier = new FakeClassifier();
    private final List<ShownAnswer> answered = new CopyOnWriteArrayList<>();
    private final List<ServiceFault> failed = new CopyOnWriteArrayList<>();
    private volatile Wish wish = new Wish(RegionOfInterest.WHOLE_FRAME, false, Duration.ZERO, null);
    private @Nullable PredictionLoop loop;

    /** Answers after a while; fails while told to. */
    private static final class FakeClassifier implements ImageClassifier {
        final AtomicInteger inFlight = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger calls = new AtomicInteger();
        volatile long takesMillis = 20;
        volatile @Nullable ServiceFault fault;

        @Override
        public PredictionAnswer classify(byte[] jpeg, boolean evidence) throws ServiceFault, InterruptedException {
            calls.incrementAndGet();
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                Thread.sleep(takesMillis);
                ServiceFault now = fault;
                if (now != null) {
                    throw now;
                }
                return evidence ? Answers.explained("nv", 0.9) : Answers.of("nv", 0.9);
            } finally {
                inFlight.decrementAndGet();
            }
        }

        @Override
        public void close() {}
    }

    private PredictionLoop start(int inFlight) {
        PredictionListener listener = new PredictionListener() {
            @Override
            public void answered(ShownAnswer answer) {
                answered.add(answer);
            }

            @Override
            public void failed(Frame frame, ServiceFault fault) {
                failed.add(fault);
            }
        };
        PredictionLoop started = new PredictionLoop(
                new PredictionLoop.Parts(feed.latest(), classifier, () -> wish, listener, new Measurements()),
                new PredictionLoop.Settings(inFlight, 0.9f, 480, 0.4, QUICK));
        started.start();
        loop = started;
        return started;
    }

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    private static Frame frame(long number) {
        return new Frame(number, Pixels.blank(64, 48), System.nanoTime(), Instant.now());
    }

    @Test
    void oneRequestAtATimeIsAskedAboutTheFrameThatIsTheNewestThen() throws Exception {
        start(1);
        for (int i = 1; i <= 100; i++) {
            feed.publish(frame(i));
            Thread.sleep(3);
        }
        feed.end();
        Eventually.await("what is expected", () -> loop != null && loop.isOver());

        assertThat(classifier.most.get()).isEqualTo(1);
        assertThat(answered.size()).isBetween(2, 60);
        assertThat(answered.get(answered.size() - 1).timed().frame().number()).isEqualTo(100);
        assertThat(answered)
                .extracting(a -> a.timed().frame().number())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void severalRequestsAtATimeAreAllowedIfAskedForAndTheNewestAnswerIsShown() throws Exception {
        classifier.takesMillis = 60;
        PredictionLoop started = start(3);
        for (int i = 1; i <= 60; i++) {
            feed.publish(frame(i));
            Thread.sleep(5);
        }
        feed.end();
        Eventually.await("the end", started::isOver);

        assertThat(classifier.most.get()).isBetween(2, 3);
        assertThat(started.shown().orElseThrow().timed().frame().number()).isEqualTo(60);
    }

    @Test
    void aServiceThatFailsIsToldLeftAloneAndAskedAgainUntilItAnswers() throws Exception {
        classifier.takesMillis = 1;
        classifier.fault = new ServiceFault(ServiceState.UNREACHABLE, "No inference service answers");
        PredictionLoop started = start(1);
        long begin = System.nanoTime();
        for (int i = 1; i <= 50; i++) {
            feed.publish(frame(i));
            Thread.sleep(10);
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertThat(started.condition(System.nanoTime()).state()).isEqualTo(ServiceState.UNREACHABLE);
        assertThat(failed).hasSizeBetween(2, (int) (millis / 20) + 1).hasSizeLessThan((int) (millis / 60) + 8);

        classifier.fault = null;
        feed.publish(frame(51));
        Eventually.await("what is expected", () -> !answered.isEmpty());
        assertThat(started.condition(System.nanoTime()).state()).isEqualTo(ServiceState.ANSWERING);
    }

    @Test
    void aRequestThatIsOutForLongIsToldWhileItIs() throws Exception {
        classifier.takesMillis = 3000;
        PredictionLoop started = start(1);
        feed.publish(frame(1));
        Eventually.await("what is expected", () -> classifier.calls.get() == 1);

        long soon = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        assertThat(started.condition(soon).state()).isEqualTo(ServiceState.SLOW);
        assertThat(started.condition(soon).sentence()).contains("1 s");
    }

    @Test
    void aHeldFrameIsAskedAboutOnceAndAgainWhenSomethingElseIsWanted() throws Exception {
        Frame held = frame(7);
        feed.publish(held);
        wish = new Wish(RegionOfInterest.WHOLE_FRAME, false, Duration.ZERO, held);
        start(1);
        Eventually.await("what is expected", () -> answered.size() == 1);
        feed.publish(frame(8));
        Thread.sleep(200);
        assertThat(classifier.calls.get()).isEqualTo(1);

        wish = new Wish(RegionOfInterest.CENTRED_SQUARE, true, Duration.ZERO, held);
        Eventually.await("what is expected", () -> answered.size() == 2);
        assertThat(answered.get(1).timed().frame()).isEqualTo(held);
        assertThat(answered.get(1).timed().answer().evidence()).isNotNull();
        assertThat(answered.get(1).timed().region().width).isEqualTo(48);
    }

    @Test
    void theIntervalIsKeptBetweenRequests() throws Exception {
        classifier.takesMillis = 1;
        wish = new Wish(RegionOfInterest.WHOLE_FRAME, false, Duration.ofMillis(200), null);
        start(1);
        long begin = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
            feed.publish(frame(i));
            Thread.sleep(10);
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

        assertThat(classifier.calls.get()).isBetween(2, (int) (millis / 200) + 1);
    }
}
