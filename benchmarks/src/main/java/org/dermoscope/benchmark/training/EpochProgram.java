package org.dermoscope.benchmark.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.Precision;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.epoch.NetworkTrainer;
import org.dermoscope.trainer.epoch.TrainingObjective;

/**
 * Trains one whole epoch at the recipe's batch size, decoding included, and says how much memory the process had at
 * most. Arguments: architecture, batch (not used: the recipe's), threads, precision, the data
 * set's folder.
 */
public final class EpochProgram {
    private EpochProgram() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Architecture architecture = Architectures.byId(args[0]);
        int threads = Integer.parseInt(args[2]);
        int batchSize = architecture.recipe().batchSize();
        ProcessFigures.useThreads(threads);
        long start = System.nanoTime();
        BenchmarkData data = BenchmarkData.read(Path.of(args[4]), architecture.input(), batchSize, threads);
        int steps = 0;
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = architecture.newNetwork(new NetworkOptions(0.99, Precision.valueOf(args[3])));
            InitialWeights.initialize(network, architecture.input(), manager, 1);
            try (NetworkTrainer trainer = new NetworkTrainer(
                            network,
                            architecture.input(),
                            architecture.recipe().optimizer(),
                            TrainingObjective.plain());
                    BatchSource batches = data.batches().epoch(1, 0)) {
                for (TrainingBatch batch = batches.next(); batch != null; batch = batches.next()) {
                    trainer.step(batch, 1e-3, steps++);
                }
            }
        }
        OptionalLong peak = ProcessFigures.peakKib();
        System.out.printf(
                "%s: %d images in %d steps of %d, %.0f s with decoding; peak resident memory %s%n",
                data.name(),
                data.batches().images(),
                steps,
                batchSize,
                (System.nanoTime() - start) / 1e9,
                peak.isPresent() ? peak.getAsLong() / 1024 + " MiB" : "not measured: this system has no /proc");
    }
}
