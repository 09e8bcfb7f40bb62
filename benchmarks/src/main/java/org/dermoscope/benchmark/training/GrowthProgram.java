package org.dermoscope.benchmark.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.Precision;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.epoch.NetworkTrainer;
import org.dermoscope.trainer.epoch.TrainingObjective;

/**
 * Takes 500 small steps after a warm-up and says how resident memory changed, that of files left out. To be started with
 * a heap of fixed size whose pages are touched at the start, so that what changes is native memory. One thread: small
 * steps gain nothing by more. Arguments: architecture, batch and threads, which are
 * ignored, precision; an image is the smallest that it takes.
 */
public final class GrowthProgram {
    private static final int WARM_UP = 500;
    private static final int STEPS = 500;
    private static final int BATCH = 2;

    private GrowthProgram() {}

    public static void main(String[] args) throws IOException {
        Architecture architecture = Architectures.byId(args[0]);
        InputSize input = architecture.id().equals("custom-resnet") ? new InputSize(16, 16) : architecture.input();
        ProcessFigures.useThreads(1);
        TrainingBatch batch = StepServer.noise(input, BATCH);
        List<Long> resident = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = architecture.newNetwork(new NetworkOptions(0.99, Precision.valueOf(args[3])));
            InitialWeights.initialize(network, input, manager, 1);
            try (NetworkTrainer trainer =
                    new NetworkTrainer(network, input, architecture.recipe().optimizer(), TrainingObjective.plain())) {
                for (int step = 0; step <= WARM_UP + STEPS; step++) {
                    if (step >= WARM_UP && step % 100 == 0) {
                        OptionalLong now = ProcessFigures.residentAnonymousKib();
                        if (now.isEmpty()) {
                            System.out.println("not measured: this system has no /proc");
                            return;
                        }
                        resident.add(now.getAsLong());
                    }
                    trainer.step(batch, 1e-3, step);
                }
            }
        }
        double change = 100.0 * resident.get(resident.size() - 1) / resident.get(0) - 100;
        System.out.printf("resident MiB every 100 steps: ");
        resident.forEach(kib -> System.out.print(kib / 1024 + " "));
        System.out.printf("; change over %d steps %+.2f %%%n", STEPS, change);
    }
}
