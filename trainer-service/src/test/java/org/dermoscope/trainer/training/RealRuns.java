package org.dermoscope.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.Sha256;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.pretrained.PretrainedInfo;
import org.dermoscope.pretrained.PretrainedRepository;
import org.dermoscope.pretrained.PretrainedWeights;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.job.JobRuns;
import org.dermoscope.trainer.job.RunConfigResolver;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.run.ComputeDevice;
import org.dermoscope.trainer.run.RunConfig;

/** Real runs on a sample of some fifty small images. */
public final class RealRuns {
    private static final SampleSpec SMALL = new SampleSpec(8, 7, new SyntheticLesions(60, 45));

    private RealRuns() {}

    /** @param folder where the sample is written when the first run starts */
    public static TrainingRuns in(CheckpointRepository repository, Path folder) {
        return TrainingRun.in(environment(repository, folder));
    }

    /** Jobs of all kinds, see {@link #in}. */
    public static JobRuns jobs(CheckpointRepository repository, Path folder) {
        RunEnvironment environment = environment(repository, folder);
        return new JobRuns(
                TrainingRun.in(environment), LrRangeRun.in(environment), EnsembleRun.in(environment), "test");
    }

    static RunEnvironment environment(CheckpointRepository repository, Path folder) {
        Clock clock = Clock.systemUTC();
        return new RunEnvironment(
                new DataRoots(List.of()),
                () -> written(folder.resolve("sample")),
                new ImageDecoder(ImageLimits.DEFAULT),
                repository,
                new PretrainedRepository(pretrained(folder)),
                new Promoter(repository, clock),
                clock,
                2,
                new ComputeDevice("test", Precision.FP32),
                "test");
    }

    /** @param fields of the request beside the architecture, in JSON, beginning with a comma; empty for none */
    public static RunConfig config(String fields) {
        return config("sequential-cnn", fields);
    }

    /** As {@link #config(String)}, of another architecture. */
    static RunConfig config(String architecture, String fields) {
        String request = "{\"architecture\":\"" + architecture + "\",\"batch_size\":8"
                + (fields.contains("\"epochs\"") ? "" : ",\"epochs\":1") + fields + "}";
        try {
            return new RunConfigResolver(new DataRoots(List.of()), Precision.FP32)
                    .resolve(Json.strict().readTree(request));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A backbone of random weights, where runs of the folder look for it. */
    static PretrainedWeights importRandomWeights(String architecture, Path folder) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                FilesystemArtifactStore store = pretrained(folder)) {
            Block network = RandomWeights.network(Architectures.byId(architecture), manager);
            RandomWeights.fill(network, 9);
            Map<String, NDArray> backbone = new LinkedHashMap<>();
            network.getParameters().forEach(entry -> {
                if (!ClassificationNetwork.ofHead(entry.getKey())) {
                    backbone.put(entry.getKey(), entry.getValue().getArray());
                }
            });
            byte[] weights = WeightsCodec.encode(backbone);
            String hash = Sha256.of(weights);
            PretrainedInfo info = new PretrainedInfo(
                    PretrainedInfo.SCHEMA_VERSION,
                    architecture,
                    "drawn at random",
                    "CC0-1.0",
                    hash,
                    hash,
                    1,
                    List.of(),
                    Instant.EPOCH);
            PretrainedWeights pretrained = new PretrainedWeights(info, weights);
            new PretrainedRepository(store).publish(pretrained);
            return pretrained;
        }
    }

    private static FilesystemArtifactStore pretrained(Path folder) {
        return new FilesystemArtifactStore(folder.resolve("pretrained"));
    }

    private static Path written(Path folder) {
        try {
            SampleDataSet.write(folder, SMALL);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
