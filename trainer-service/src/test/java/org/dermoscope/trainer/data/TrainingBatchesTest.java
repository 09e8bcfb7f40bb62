package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.architecture.AugmentationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TrainingBatchesTest {
    private static final int LENGTH = SyntheticCache.PREPROCESSOR.inputLength();

    @Test
    void theNumberOfThreadsDecidesNothingButTheSpeed() throws InterruptedException {
        List<Copy> one = epoch(batches(100, new BatchConfig(8, 42, 1), AugmentationSpec.STANDARD), 3);

        for (int threads : new int[] {2, 4, 16}) {
            assertThat(epoch(batches(100, new BatchConfig(8, 42, threads), AugmentationSpec.STANDARD), 3))
                    .usingRecursiveComparison()
                    .isEqualTo(one);
        }
    }

    @Test
    void anotherEpochOrSeedGivesAnotherOrderAndOtherChanges() throws InterruptedException {
        Set<Integer> orders = new HashSet<>();
        Set<Integer> contents = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            TrainingBatches batches = batches(50, new BatchConfig(8, seed, 2), AugmentationSpec.STANDARD);
            for (int epoch = 1; epoch <= 3; epoch++) {
                List<Copy> copies = epoch(batches, epoch);
                orders.add(Arrays.hashCode(copies.get(0).labels()));
                contents.add(copies.stream()
                        .mapToInt(c -> Arrays.hashCode(c.inputs()))
                        .sum());
            }
        }
        assertThat(orders).hasSize(9);
        assertThat(contents).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({"16, 8, '8,8'", "18, 8, '8,8,2'", "17, 8, '8,9'", "9, 8, '9'", "2, 8, '2'", "3, 2, '3'", "7, 8, '7'"})
    void eachImageComesOnceAnEpochAndNoBatchHasOneImage(int images, int batchSize, String sizes)
            throws InterruptedException {
        LesionDataset dataset = SyntheticCache.dataset(images);
        TrainingBatches batches = new TrainingBatches(
                dataset,
                new Augmenter(AugmentationSpec.NONE, SyntheticCache.PREPROCESSOR),
                new BatchConfig(batchSize, 42, 2));

        List<Copy> epoch = epoch(batches, 1);

        assertThat(epoch.stream().map(c -> String.valueOf(c.labels().length)).toList())
                .isEqualTo(List.of(sizes.split(",")));
        assertThat(batches.batches()).isEqualTo(epoch.size());
        assertThat(imagesWithLabels(epoch)).containsExactlyInAnyOrderElementsOf(imagesWithLabels(dataset));
    }

    @Test
    void anImageThatComesAgainInAnEpochIsChangedOtherwise() throws InterruptedException {
        TrainingBatches batches = new TrainingBatches(
                SyntheticCache.dataset(6),
                new Augmenter(AugmentationSpec.STANDARD, SyntheticCache.PREPROCESSOR),
                new BatchConfig(3, 42, 2),
                epoch -> new int[] {4, 4, 1, 4, 1, 0});

        List<Copy> epoch = epoch(batches, 1);

        assertThat(epoch.stream().flatMapToInt(c -> Arrays.stream(c.labels())).toArray())
                .containsExactly(4, 4, 1, 4, 1, 0);
        assertThat(imagesWithLabels(epoch)).doesNotHaveDuplicates();
        assertThat(imagesWithLabels(epoch(batches, 1))).isEqualTo(imagesWithLabels(epoch));
    }

    private static List<String> imagesWithLabels(List<Copy> epoch) {
        List<String> found = new ArrayList<>();
        for (Copy copy : epoch) {
            for (int i = 0; i < copy.labels().length; i++) {
                float[] input = Arrays.copyOfRange(copy.inputs(), i * LENGTH, (i + 1) * LENGTH);
                found.add(copy.labels()[i] + ":" + Arrays.hashCode(input));
            }
        }
        return found;
    }

    private static List<String> imagesWithLabels(LesionDataset dataset) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            float[] input = new float[LENGTH];
            SyntheticCache.PREPROCESSOR.write(dataset.image(i), input, 0);
            found.add(dataset.label(i) + ":" + Arrays.hashCode(input));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"17, 8, '8,8,1'", "16, 8, '8,8'", "1, 8, '1'", "3, 1, '1,1,1'"})
    void evaluationTakesTheImagesInOrderAsTheyAre(int images, int batchSize, String sizes) throws InterruptedException {
        LesionDataset dataset = SyntheticCache.dataset(images);
        EvaluationBatches batches = new EvaluationBatches(dataset, SyntheticCache.PREPROCESSOR, batchSize);

        List<Copy> all;
        try (BatchSource source = batches.start()) {
            all = copies(source);
        }

        assertThat(all.stream().map(c -> String.valueOf(c.labels().length)).toList())
                .isEqualTo(List.of(sizes.split(",")));
        assertThat(batches.batches()).isEqualTo(all.size());
        assertThat(imagesWithLabels(all)).isEqualTo(imagesWithLabels(dataset));
    }

    @Test
    void aTrainingPartOfOneImageIsRefused() {
        assertThatThrownBy(() -> batches(1, new BatchConfig(8, 42, 1), AugmentationSpec.NONE))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContaining("1 image(s); allowed: at least 2");
    }

    @Test
    void buffersAreReusedAndNoMoreThanThreadsPlusTwoAreMade() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        try (BatchSource source = new PrefetchedBatches(
                50,
                3,
                () -> {
                    made.incrementAndGet();
                    return new BatchBuffer(2, 4);
                },
                (batch, buffer) -> {
                    buffer.labels()[0] = batch;
                    return new TrainingBatch(buffer.inputs(), buffer.labels(), 1);
                })) {
            for (int i = 0; i < 50; i++) {
                TrainingBatch batch = source.next();
                Thread.sleep(1);
                assertThat(batch).isNotNull();
                assertThat(batch.labels()[0]).isEqualTo(i);
            }
            assertThat(source.next()).isNull();
            assertThat(source.next()).isNull();
        }
        assertThat(made).hasValue(5);
    }

    @Test
    void aFailureInTheBackgroundReachesTheConsumer() throws InterruptedException {
        try (BatchSource source = new PrefetchedBatches(4, 2, () -> new BatchBuffer(2, 4), (batch, buffer) -> {
            if (batch == 1) {
                throw new IllegalStateException("broken batch");
            }
            return new TrainingBatch(buffer.inputs(), buffer.labels(), 1);
        })) {
            assertThat(source.next()).isNotNull();
            assertThatThrownBy(source::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken batch");
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        BatchSource source = new PrefetchedBatches(50, 3, () -> new BatchBuffer(2, 4), (batch, buffer) -> {
            threads.add(Thread.currentThread());
            return new TrainingBatch(buffer.inputs(), buffer.labels(), 1);
        });
        assertThat(source.next()).isNotNull();

        source.close();

        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
            assertThat(thread.isDaemon()).isTrue();
        }
        assertThatThrownBy(source::next).isInstanceOf(IllegalStateException.class);
    }

    private record Copy(float[] inputs, int[] labels) {}

    private static TrainingBatches batches(int images, BatchConfig config, AugmentationSpec spec) {
        return new TrainingBatches(
                SyntheticCache.dataset(images), new Augmenter(spec, SyntheticCache.PREPROCESSOR), config);
    }

    private static List<Copy> epoch(TrainingBatches batches, int epoch) throws InterruptedException {
        try (BatchSource source = batches.epoch(epoch, 0)) {
            return copies(source);
        }
    }

    private static List<Copy> copies(BatchSource source) throws InterruptedException {
        List<Copy> copies = new ArrayList<>();
        for (TrainingBatch batch = source.next(); batch != null; batch = source.next()) {
            copies.add(new Copy(
                    Arrays.copyOf(batch.inputs(), batch.size() * LENGTH), Arrays.copyOf(batch.labels(), batch.size())));
        }
        return copies;
    }
}
