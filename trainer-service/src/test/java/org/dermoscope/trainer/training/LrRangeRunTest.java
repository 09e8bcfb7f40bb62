package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LrRangeRunTest {
    private static final String JOB = "20261123T205200Z-4f09ab";
    private static final LrRangeSpec SPEC = new LrRangeSpec(1e-5, 1, 20);

    @TempDir
    Path folder;

    private final Map<String, byte[]> documents = new LinkedHashMap<>();
    private FilesystemArtifactStore store;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private byte[] document(String name) {
        return Objects.requireNonNull(documents.get(name), name);
    }

    private LrRangeRuns runs() {
        return LrRangeRun.in(RealRuns.environment(new CheckpointRepository(store), folder));
    }

    @Test
    void aTestOnTheSampleKeepsItsResultAndAChartOnceTheStoreIsThereAndPublishesNothing() throws Exception {
        RunConfig config = RealRuns.config("");
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        AtomicBoolean away = new AtomicBoolean(true);

        LrRangeResult result = runs().run(new LrRangeOrder(JOB, config, SPEC), listener, (name, content) -> {
            if (away.getAndSet(false)) {
                throw new StoreException("away");
            }
            documents.put(name, content);
        });

        assertThat(documents).containsOnlyKeys("lr-range.json", "lr-range.png");
        LrRangeReport report = Json.readDocument(document("lr-range.json"), LrRangeReport.class);
        assertThat(report.result()).isEqualTo(result);
        assertThat(report.config()).isEqualTo(config);
        assertThat(report.jobId()).isEqualTo(JOB);
        assertThat(report.synthetic()).isTrue();
        assertThat(report.dataHash()).hasSize(64);
        assertThat(result.steps().get(0).learningRate()).isEqualTo(1e-5);
        assertThat(ImageIO.read(new ByteArrayInputStream(document("lr-range.png"))))
                .isNotNull();
        assertThat(listener.stages)
                .contains("reading images", "preparing the network", "publishing", "waiting for the store");
        assertThat(listener.epochs).isEmpty();
        assertThat(store.list(ArtifactKey.of("checkpoints"))).isEmpty();
    }

    @Test
    void aCancelledTestKeepsNothing() {
        assertThatThrownBy(() ->
                        runs().run(new LrRangeOrder(JOB, RealRuns.config(""), SPEC), new HeardRun(2), documents::put))
                .isInstanceOf(RunCancelledException.class);
        assertThat(documents).isEmpty();
    }
}
