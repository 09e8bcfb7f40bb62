package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.epoch.MemoryResumePoint;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionTransformerRunTest {
    private static final String JOB = "20261126T205200Z-4f09ab";

    @TempDir
    Path folder;

    @Test
    void aRunInBf16PublishesTheNetworkInEveryForm() throws Exception {
        RunConfig config = RealRuns.config("deit-tiny", ",\"precision\":\"bf16\",\"promote\":\"never\"");
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(folder.resolve("store"))) {
            CheckpointRepository repository = new CheckpointRepository(store);
            RunOutcome outcome = RealRuns.in(repository, folder).run(JOB, config, listener, new MemoryResumePoint());

            Checkpoint checkpoint = repository.open(outcome.checkpointId());
            ExportedNetwork exact =
                    checkpoint.manifest().export(ServingEngine.ONNX).orElseThrow();
            assertThat(exact.accepted()).isTrue();
            assertThat(exact.largestDifference()).isBetween(0.0, 1e-5);
            ExportedNetwork integers =
                    checkpoint.manifest().export(ServingEngine.ONNX_INT8).orElseThrow();
            assertThat(checkpoint.object(integers.object()).length)
                    .isLessThan(checkpoint.object(exact.object()).length / 3);
            assertThat(listener.epochs.get(0).validationLoss()).isFinite();
        }
    }
}
