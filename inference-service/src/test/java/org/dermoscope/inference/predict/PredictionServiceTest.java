package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.batch.BatchMetrics;
import org.dermoscope.inference.batch.BatchPolicy;
import org.dermoscope.inference.batch.Batcher;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.inference.batch.Processors;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.FakeCheckpoints;
import org.dermoscope.inference.model.FakeClassifier;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionServiceTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Batcher> batchers = new ArrayList<>();
    private final byte[] png = SampleImages.encoded("png");
    private Checkpoint melanoma;
    private Checkpoint nevus;

    @BeforeEach
    void publish() {
        FakeCheckpoints checkpoints = new FakeCheckpoints(new FilesystemArtifactStore(folder));
        melanoma = checkpoints.publish(LesionClass.MEL, true);
        nevus = checkpoints.publish(LesionClass.NV, true);
    }

    @AfterEach
    void close() {
        batchers.forEach(Batcher::close);
    }

    private PredictionService service(int maxQueued) {
        PredictionMetrics metrics = new PredictionMetrics(registry);
        Processors processors = new Processors(2);
        BoundedDecoder decoder =
                new BoundedDecoder(new UploadDecoder(new ImageDecoder(ImageLimits.DEFAULT)), processors, metrics);
        BatchPolicy policy = new BatchPolicy(1, new BatchShapes(4), Duration.ofMillis(1));
        Batcher batcher = new Batcher(policy, processors, decoder::arriving, new BatchMetrics(registry));
        batchers.add(batcher);
        batcher.start();
        return new PredictionService(active, new Intake(new Admission(maxQueued, 1), decoder), batcher, metrics);
    }

    private static Classification classify(PredictionService service, List<Upload> uploads) {
        return service.classify(uploads, Deadline.after(Duration.ofSeconds(30)), false);
    }

    private List<Upload> uploads(int count) {
        return Collections.nCopies(count, max -> png);
    }

    @Test
    void refusesWithoutAModel() {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> classify(service(8), uploads(1)));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("no_model");
    }

    @Test
    void keepsTheOrderOfABatchAroundImagesThatCannotBeRead() {
        active.swap(FakeCheckpoints.served(melanoma, new FakeClassifier(LesionClass.MEL)));
        List<Upload> uploads = new ArrayList<>(uploads(5));
        uploads.set(0, max -> new byte[0]);
        uploads.set(3, max -> new byte[] {1, 2, 3});
        List<Outcome> outcomes = classify(service(8), uploads).outcomes();
        assertThat(outcomes)
                .extracting(outcome -> outcome instanceof Outcome.Refused refused
                        ? refused.refusal().status()
                        : 200)
                .containsExactly(400, 200, 200, 415, 200);
        assertThat(registry.find("dermoscope.predict.refused").counters()).hasSize(2);
        assertThat(registry.get("dermoscope.predictions")
                        .tag("class", "mel")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("dermoscope.predict.decode").timer().count()).isEqualTo(5);
        for (String stage : List.of("decode", "pass")) {
            assertThat(registry.get("dermoscope.predict.queue")
                            .tag("stage", stage)
                            .timer()
                            .count())
                    .as(stage)
                    .isEqualTo("decode".equals(stage) ? 5 : 3);
        }
        assertThat(registry.get("dermoscope.predict.batch.size").summary().totalAmount())
                .isEqualTo(3);
    }

    @Test
    void passesOnlyWarmShapesThroughTheNetwork() {
        FakeClassifier classifier = new FakeClassifier(LesionClass.MEL);
        active.swap(FakeCheckpoints.served(melanoma, classifier));
        assertThat(classify(service(11), uploads(11)).outcomes()).hasSize(11);
        assertThat(classifier.batches()).isSubsetOf(4, 2, 1);
        assertThat(classifier.batches().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(11);
    }

    @Test
    void refusesARequestThatCannotStartBeforeItsDeadline() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        active.swap(FakeCheckpoints.served(melanoma, new FakeClassifier(LesionClass.MEL, () -> hold(working, go))));
        PredictionService service = service(2);
        CompletableFuture<Classification> running = CompletableFuture.supplyAsync(() -> classify(service, uploads(1)));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        ApiException late = catchThrowableOfType(
                ApiException.class, () -> service.classify(uploads(1), Deadline.after(Duration.ofMillis(50)), false));
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.code()).isEqualTo("deadline_passed");
        go.countDown();
        assertThat(running.get(10, TimeUnit.SECONDS).outcomes()).hasSize(1);
        assertThat(classify(service, uploads(1)).outcomes()).hasSize(1);
        assertThat(registry.get("dermoscope.predict.refused")
                        .tag("code", "deadline_passed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatTheQueueHasNoPlaceForAndAcceptsItWhenThereIs() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        active.swap(FakeCheckpoints.served(melanoma, new FakeClassifier(LesionClass.MEL, () -> hold(working, go))));
        PredictionService service = service(3);
        CompletableFuture<Classification> running = CompletableFuture.supplyAsync(() -> classify(service, uploads(2)));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> classify(service, uploads(2)));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("overloaded");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        go.countDown();
        assertThat(running.get(10, TimeUnit.SECONDS).outcomes()).hasSize(2);
        assertThat(classify(service, uploads(3)).outcomes()).hasSize(3);
    }

    @Test
    void failsARequestWhoseUploadCannotBeReadAndKeepsNothingOfIt() {
        FakeClassifier classifier = new FakeClassifier(LesionClass.MEL);
        active.swap(FakeCheckpoints.served(melanoma, classifier));
        PredictionService service = service(8);
        List<Upload> uploads = new ArrayList<>(uploads(3));
        uploads.set(2, max -> {
            throw new UncheckedIOException(new IOException("the disk is gone"));
        });
        assertThatThrownBy(() -> classify(service, uploads)).isInstanceOf(UncheckedIOException.class);
        assertThat(classify(service, uploads(8)).outcomes()).hasSize(8);
        active.close();
        assertThat(classifier.closings()).isEqualTo(1);
    }

    @Test
    void answersARequestWithTheModelThatItStartedWithThoughAnotherIsSwappedIn() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeClassifier old = new FakeClassifier(LesionClass.MEL, () -> hold(working, go));
        active.swap(FakeCheckpoints.served(melanoma, old));
        PredictionService service = service(8);
        CompletableFuture<Classification> running = CompletableFuture.supplyAsync(() -> classify(service, uploads(6)));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        active.swap(FakeCheckpoints.served(nevus, new FakeClassifier(LesionClass.NV)));
        assertThat(old.closings()).isZero();
        go.countDown();

        Classification answered = running.get(10, TimeUnit.SECONDS);
        assertThat(answered.model().id()).isEqualTo(melanoma.manifest().id());
        assertThat(answered.outcomes())
                .allMatch(outcome -> ((Outcome.Classified) outcome)
                                .image()
                                .network()
                                .prediction()
                                .top()
                        == LesionClass.MEL);
        assertThat(old.closings()).isEqualTo(1);
        assertThat(classify(service, uploads(1)).model().id())
                .isEqualTo(nevus.manifest().id());
    }

    private static void hold(CountDownLatch working, CountDownLatch go) {
        working.countDown();
        try {
            if (!go.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(new TimeoutException("nobody let this pass go on"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
