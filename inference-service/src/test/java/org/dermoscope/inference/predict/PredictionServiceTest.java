package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.FakeCheckpoints;
import org.dermoscope.inference.model.FakeClassifier;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionServiceTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final byte[] png = SampleImages.encoded("png");
    private Checkpoint melanoma;
    private Checkpoint nevus;

    @BeforeEach
    void publish() {
        FakeCheckpoints checkpoints = new FakeCheckpoints(new FilesystemArtifactStore(folder));
        melanoma = checkpoints.publish(LesionClass.MEL, true);
        nevus = checkpoints.publish(LesionClass.NV, true);
    }

    private PredictionService service(Duration deadline) {
        return new PredictionService(
                active,
                new UploadDecoder(new ImageDecoder(ImageLimits.DEFAULT)),
                new Workload(1, 1, deadline, new BatchShapes(4)),
                new PredictionMetrics(registry));
    }

    private List<Upload> uploads(int count) {
        return Collections.nCopies(count, max -> png);
    }

    @Test
    void refusesWithoutAModel() {
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> service(Duration.ofSeconds(10)).classify(uploads(1)));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("no_model");
    }

    @Test
    void keepsTheOrderOfABatchAroundImagesThatCannotBeRead() {
        active.swap(FakeCheckpoints.served(melanoma, new FakeClassifier(LesionClass.MEL)));
        List<Upload> uploads = new ArrayList<>(uploads(5));
        uploads.set(0, max -> new byte[0]);
        uploads.set(3, max -> new byte[] {1, 2, 3});
        List<Outcome> outcomes =
                service(Duration.ofSeconds(10)).classify(uploads).outcomes();
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
        assertThat(registry.get("dermoscope.predict.queue").timer().count()).isEqualTo(1);
        assertThat(registry.get("dermoscope.predict.inference").timer().count()).isEqualTo(2);
    }

    @Test
    void passesOnlyWarmShapesThroughTheNetwork() {
        FakeClassifier classifier = new FakeClassifier(LesionClass.MEL);
        active.swap(FakeCheckpoints.served(melanoma, classifier));
        service(Duration.ofSeconds(10)).classify(uploads(11));
        assertThat(classifier.batches()).containsExactly(4, 4, 2, 1);
    }

    @Test
    void refusesARequestThatCannotStartBeforeItsDeadline() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        active.swap(FakeCheckpoints.served(melanoma, new FakeClassifier(LesionClass.MEL, () -> hold(working, go))));
        PredictionService service = service(Duration.ofMillis(300));
        CompletableFuture<Classification> running = CompletableFuture.supplyAsync(() -> service.classify(uploads(1)));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        ApiException late = catchThrowableOfType(ApiException.class, () -> service.classify(uploads(1)));
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.code()).isEqualTo("deadline_passed");
        go.countDown();
        assertThat(running.get(10, TimeUnit.SECONDS).outcomes()).hasSize(1);
        assertThat(service.classify(uploads(1)).outcomes()).hasSize(1);
    }

    @Test
    void answersARequestWithTheModelThatItStartedWithThoughAnotherIsSwappedIn() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeClassifier old = new FakeClassifier(LesionClass.MEL, () -> hold(working, go));
        active.swap(FakeCheckpoints.served(melanoma, old));
        PredictionService service = service(Duration.ofSeconds(10));
        CompletableFuture<Classification> running = CompletableFuture.supplyAsync(() -> service.classify(uploads(6)));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        active.swap(FakeCheckpoints.served(nevus, new FakeClassifier(LesionClass.NV)));
        assertThat(old.closings()).isZero();
        go.countDown();

        Classification answered = running.get(10, TimeUnit.SECONDS);
        assertThat(answered.model().id()).isEqualTo(melanoma.manifest().id());
        assertThat(answered.outcomes())
                .allMatch(outcome -> ((Outcome.Classified) outcome).prediction().top() == LesionClass.MEL);
        assertThat(old.closings()).isEqualTo(1);
        assertThat(service.classify(uploads(1)).model().id())
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
