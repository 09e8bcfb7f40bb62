package org.dermoscope.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Semaphore passMayGo = new Semaphore(0);
    private final CountDownLatch inPass = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();
    private final TracedClassifier free = new TracedClassifier(0, numbers -> {});
    private final TracedClassifier held = new TracedClassifier(0, numbers -> {
        inPass.countDown();
        passMayGo.acquireUninterruptibly();
        ended.incrementAndGet();
    });
    private Batcher batcher = batcher(0, Duration.ZERO);

    /** One pass of at most 8 at a time. */
    private Batcher batcher(int arriving, Duration maxDelay) {
        BatchPolicy policy = new BatchPolicy(1, new BatchShapes(8), maxDelay);
        return new Batcher(policy, new Processors(1), () -> arriving, new BatchMetrics(registry));
    }

    private void start(int arriving, Duration maxDelay) {
        batcher = batcher(arriving, maxDelay);
        batcher.start();
    }

    @AfterEach
    void close() {
        passMayGo.release(1000);
        batcher.close();
    }

    private Turn turn(ExplainingClassifier classifier, int from, int images) {
        return turn(classifier, from, images, Deadline.after(LONG));
    }

    private Turn turn(ExplainingClassifier classifier, int from, int images, Deadline deadline) {
        Turn turn = batcher.open(classifier, deadline, false);
        IntStream.range(from, from + images).forEach(number -> turn.offer(TracedClassifier.image(0, number)));
        return turn;
    }

    private static List<Integer> numbers(Turn turn) {
        return turn.await().stream().map(TracedClassifier::number).toList();
    }

    @Test
    void runsALoneImageAtOnceHoweverLongTheDelay() {
        start(0, LONG);
        assertThat(numbers(turn(free, 7, 1))).containsExactly(7);
    }

    @Test
    void givesTheProcessorsToAPassOnlyWhileNothingElseIsToBeDone() throws Exception {
        start(0, Duration.ZERO);
        Turn first = turn(held, 0, 1);
        inPass.await();
        Turn several = turn(held, 1, 9);
        passMayGo.release(1000);
        first.await();
        several.await();
        assertThat(held.passes()).extracting(List::size).containsExactly(1, 8, 1);
        assertThat(held.alone()).containsExactly(true, false, true);
    }

    @Test
    void runsAPassOnlyOnAProcessorThatIsFree() throws Exception {
        Processors one = new Processors(1);
        batcher = new Batcher(
                new BatchPolicy(1, new BatchShapes(8), Duration.ZERO), one, () -> 0, new BatchMetrics(registry));
        batcher.start();
        assertThat(one.enter(LONG.toNanos())).isTrue();
        Turn late = turn(free, 7, 1, Deadline.after(Duration.ofMillis(50)));
        assertThatThrownBy(late::await).isInstanceOf(ApiException.class);
        Turn patient = turn(free, 8, 1);
        one.leave();
        assertThat(numbers(patient)).containsExactly(8);
        assertThat(free.passes()).containsExactly(List.of(8));
        assertThat(one.enter(LONG.toNanos())).isTrue();
        assertThat(one.enter(1)).isFalse();
    }

    @Test
    void leavesProcessorsToTheImagesThatAreOnTheirWay() {
        start(1, Duration.ZERO);
        turn(free, 7, 1).await();
        assertThat(free.alone()).containsExactly(false);
    }

    @Test
    void waitsUntilTheBatchIsFullWhileOthersAreOnTheirWay() {
        start(1, LONG);
        List<Turn> turns = IntStream.range(0, 8).mapToObj(i -> turn(free, i, 1)).toList();
        turns.forEach(Turn::await);
        assertThat(free.passes()).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        assertThat(registry.get("dermoscope.predict.batch.size").summary().max())
                .isEqualTo(8);
        assertThat(registry.get("dermoscope.predict.queue")
                        .tag("stage", "pass")
                        .timer()
                        .count())
                .isEqualTo(8);
    }

    @Test
    void waitsNoLongerThanTheDelayForOthersThatDoNotCome() {
        start(1, Duration.ofMillis(10));
        assertThat(numbers(turn(free, 7, 1))).containsExactly(7);
    }

    @Test
    void runsASingleImageInTheNextPassThoughSixtyFourOfAnotherRequestWait() throws Exception {
        start(0, Duration.ZERO);
        Turn first = turn(held, 0, 1);
        inPass.await();
        Turn large = turn(held, 100, 64);
        Turn single = turn(held, 7, 1);
        passMayGo.release(1000);
        assertThat(numbers(single)).containsExactly(7);
        assertThat(numbers(large))
                .containsExactlyElementsOf(IntStream.range(100, 164).boxed().toList());
        first.await();
        assertThat(held.passes().get(1)).hasSize(8).startsWith(100, 7);
    }

    @Test
    void neverRunsWhatWaitsBeyondItsDeadline() throws Exception {
        start(0, Duration.ZERO);
        Turn first = turn(held, 0, 1);
        inPass.await();
        Turn late = turn(held, 7, 3, Deadline.after(Duration.ofMillis(20)));
        ApiException refusal = catchThrowableOfType(ApiException.class, late::await);
        assertThat(refusal.status()).isEqualTo(504);
        assertThat(refusal.sentence()).contains("20 ms");
        passMayGo.release(1000);
        first.await();
        batcher.close();
        assertThat(held.passes()).containsExactly(List.of(0));
    }

    @Test
    void answersWhatBeganBeforeItsDeadline() throws Exception {
        start(0, Duration.ZERO);
        Turn turn = turn(held, 7, 1, Deadline.after(Duration.ofSeconds(1)));
        inPass.await();
        passMayGo.release(1000);
        assertThat(numbers(turn)).containsExactly(7);
    }

    @Test
    void failsTheRequestsOfAPassThatFailsAndNoOther() {
        TracedClassifier failing = new TracedClassifier(0, numbers -> {
            if (numbers.contains(7)) {
                throw new LinkageError("the engine is broken");
            }
        });
        start(0, Duration.ZERO);
        assertThatThrownBy(turn(failing, 7, 1)::await)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the engine is broken");
        assertThat(numbers(turn(failing, 8, 1))).containsExactly(8);
    }

    @Test
    void runsNothingMoreOfARequestOnceAPassOfItFailed() throws Exception {
        TracedClassifier failing = new TracedClassifier(0, numbers -> {
            throw new IllegalStateException("no");
        });
        start(0, Duration.ZERO);
        Turn first = turn(held, 0, 1);
        inPass.await();
        Turn large = turn(failing, 100, 20);
        passMayGo.release(1000);
        assertThatThrownBy(large::await).hasRootCauseMessage("no");
        first.await();
        assertThat(numbers(turn(free, 7, 1))).containsExactly(7);
        assertThat(failing.passes()).hasSize(1);
    }

    @Test
    void failsTheRequestsOfAPassThatAnswersForTooFewImages() {
        start(0, Duration.ZERO);
        ExplainingClassifier silent = new SilentClassifier();
        assertThatThrownBy(turn(silent, 7, 1)::await)
                .rootCause()
                .hasMessageContaining("0 predictions came of a pass of 1 images");
    }

    private static final class SilentClassifier implements ExplainingClassifier {
        @Override
        public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Test
    void runsWhatWaitsAndRefusesWhatComesWhenItIsClosed() throws Exception {
        start(1, LONG);
        Turn waiting = turn(free, 7, 3);
        batcher.close();
        assertThat(numbers(waiting)).containsExactly(7, 8, 9);
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> turn(free, 10, 1));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("shutting_down");
    }

    @Test
    void letsARequestGoThatIsInterruptedAndRunsItNoMore() throws Exception {
        start(0, Duration.ZERO);
        Turn first = turn(held, 0, 1);
        inPass.await();
        CompletableFuture<ApiException> refusal = new CompletableFuture<>();
        Thread request = new Thread(() -> {
            Turn turn = turn(held, 7, 1);
            refusal.complete(catchThrowableOfType(ApiException.class, turn::await));
        });
        request.start();
        request.interrupt();
        assertThat(refusal.get(30, TimeUnit.SECONDS).code()).isEqualTo("shutting_down");
        passMayGo.release(1000);
        first.await();
        batcher.close();
        assertThat(held.passes()).containsExactly(List.of(0));
    }

    @Test
    void doesNotLetGoOfAClassifierWhoseImageIsInAPass() throws Exception {
        start(0, Duration.ZERO);
        Turn turn = turn(held, 0, 9);
        inPass.await();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        Thread request = new Thread(() -> {
            turn.close();
            closed.complete(ended.get());
        });
        request.start();
        while (request.getState() != Thread.State.WAITING && request.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        passMayGo.release(1000);
        assertThat(closed.get(30, TimeUnit.SECONDS)).as("passes that had ended").isEqualTo(1);
        batcher.close();
        assertThat(held.passes()).hasSize(1);
    }
}
