package org.dermoscope.benchmark.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.Precision;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.epoch.NetworkTrainer;
import org.dermoscope.trainer.epoch.TrainingObjective;

/**
 * Our training step in a process of its own. Arguments: architecture, batch, threads, precision, {@code bare} or the
 * data set's folder for the whole pipeline. Reads a number of steps from each line of standard input and answers with one line: the
 * milliseconds of each step, and at the end the CPU milliseconds of all of them together.
 */
public final class StepServer {
    /** Steps before the timed ones in each round of the pipeline: it prepared batches while others had their turn. */
    private static final int UNTIMED = 3;

    private final NetworkTrainer trainer;
    private final Batches batches;
    private int step;

    private interface Batches {
        TrainingBatch next() throws InterruptedException;
    }

    private StepServer(NetworkTrainer trainer, Batches batches) {
        this.trainer = trainer;
        this.batches = batches;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Architecture architecture = Architectures.byId(args[0]);
        int batch = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        Precision precision = Precision.valueOf(args[3]);
        ProcessFigures.useThreads(threads);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = architecture.newNetwork(new NetworkOptions(0.99, precision));
            InitialWeights.initialize(network, architecture.input(), manager, 1);
            try (NetworkTrainer trainer = new NetworkTrainer(
                    network, architecture.input(), architecture.recipe().optimizer(), TrainingObjective.plain())) {
                if (args[4].equals("bare")) {
                    TrainingBatch noise = noise(architecture.input(), batch);
                    System.out.println("ready bare");
                    new StepServer(trainer, () -> noise).serve(0);
                } else {
                    BenchmarkData data = BenchmarkData.read(Path.of(args[4]), architecture.input(), batch, threads);
                    System.out.println("ready " + data.decodeSecondsPerImage() * 1e3 + " " + data.name());
                    new StepServer(trainer, endless(data)).serve(UNTIMED);
                }
            }
        }
    }

    private void serve(int untimed) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            for (int i = 0; i < untimed; i++) {
                trainer.step(batches.next(), 1e-3, step++);
            }
            StringBuilder answer = new StringBuilder();
            double cpu = ProcessFigures.cpuMillis();
            for (int i = 0; i < Integer.parseInt(line); i++) {
                long start = System.nanoTime();
                trainer.step(batches.next(), 1e-3, step++);
                answer.append((System.nanoTime() - start) / 1e6).append(' ');
            }
            System.out.println(answer.append(ProcessFigures.cpuMillis() - cpu));
        }
    }

    static TrainingBatch noise(InputSize input, int images) {
        Random random = new Random(1);
        float[] inputs = new float[images * input.height() * input.width() * 3];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        return new TrainingBatch(
                inputs, random.ints(images, 0, LesionClass.COUNT).toArray(), images);
    }

    /** Full batches only, so that each step does the same work; epochs follow one another. */
    private static Batches endless(BenchmarkData data) {
        return new Batches() {
            private int epoch = 1;
            private BatchSource source = data.batches().epoch(epoch, 0);
            private int left = source.batches() - 1;

            @Override
            public TrainingBatch next() throws InterruptedException {
                if (left == 0) {
                    source.close();
                    source = data.batches().epoch(++epoch, 0);
                    left = source.batches() - 1;
                }
                left--;
                return Objects.requireNonNull(source.next());
            }
        };
    }
}
