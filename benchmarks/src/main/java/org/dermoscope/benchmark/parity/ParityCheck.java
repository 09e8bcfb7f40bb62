package org.dermoscope.benchmark.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.pretrained.PretrainedImport;
import org.dermoscope.pretrained.PretrainedWeights;

/**
 * Imports the weights of a public network and compares the logits that it gives in PyTorch with those of our features and
 * its classifier: {@code ParityCheck ARCHITECTURE...}, with the properties {@code python} and {@code script}. Exit code 1 if
 * any logit differs by more than {@link #ALLOWED}.
 */
public final class ParityCheck {
    static final double ALLOWED = 1e-4;
    private static final int IMAGES = 32;
    private static final int CLASSES = 1000;

    private ParityCheck() {}

    public static void main(String[] ids) throws IOException, InterruptedException {
        System.out.println("| architecture | input | parameters | largest logit | largest difference | same class |");
        System.out.println("|---|---|---|---|---|---|");
        boolean passed = true;
        for (String id : ids) {
            passed &= check(Architectures.byId(id));
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean check(Architecture architecture) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parity");
        try {
            runPyTorch(architecture, folder);
            PretrainedWeights weights = PretrainedImport.read(
                    folder.resolve("weights.pth"),
                    architecture,
                    new PretrainedImport.Origin(Optional.empty(), "of the package", Instant.now()));
            Classifier classifier = Classifier.of(floats(folder.resolve("classifier.f32")), CLASSES);
            float[] theirs = floats(folder.resolve("logits.f32"));
            double[][] ours = logits(architecture, weights, classifier, floats(folder.resolve("images.f32")));
            return report(architecture, weights.info().parameters(), ours, theirs);
        } finally {
            for (Path file : Files.list(folder).toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private static void runPyTorch(Architecture architecture, Path folder) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(
                        System.getProperty("python"),
                        System.getProperty("script"),
                        architecture.id(),
                        String.valueOf(architecture.input().height()),
                        String.valueOf(architecture.input().width()),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (python.waitFor() != 0) {
            throw new IOException("The public network in PyTorch ended with the exit code " + python.exitValue());
        }
    }

    private static double[][] logits(
            Architecture architecture, PretrainedWeights weights, Classifier classifier, float[] images) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ClassificationNetwork network = (ClassificationNetwork) architecture.newNetwork(NetworkOptions.INFERENCE);
            InitialWeights.initialize(network, architecture.input(), manager, 1);
            WeightsCodec.loadBackbone(weights.weights(), network);
            int size = images.length / IMAGES;
            double[][] logits = new double[IMAGES][];
            for (int i = 0; i < IMAGES; i++) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray image = scope.create(
                            Arrays.copyOfRange(images, i * size, (i + 1) * size),
                            new Shape(
                                    1,
                                    3,
                                    architecture.input().height(),
                                    architecture.input().width()));
                    NDArray features = network.features(new ParameterStore(scope, false), image);
                    logits[i] = classifier.logits(features.toFloatArray());
                }
            }
            return logits;
        }
    }

    private static boolean report(Architecture architecture, long parameters, double[][] ours, float[] theirs) {
        double difference = 0;
        double largest = 0;
        int same = 0;
        for (int i = 0; i < IMAGES; i++) {
            int ourClass = 0;
            int theirClass = 0;
            for (int k = 0; k < CLASSES; k++) {
                double their = theirs[i * CLASSES + k];
                difference = Math.max(difference, Math.abs(ours[i][k] - their));
                largest = Math.max(largest, Math.abs(their));
                ourClass = ours[i][k] > ours[i][ourClass] ? k : ourClass;
                theirClass = their > theirs[i * CLASSES + theirClass] ? k : theirClass;
            }
            same += ourClass == theirClass ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %dx%d | %,d | %.2f | %.1e | %d of %d |%n",
                architecture.id(),
                architecture.input().height(),
                architecture.input().width(),
                parameters,
                largest,
                difference,
                same,
                IMAGES);
        return difference <= ALLOWED;
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
