package org.dermoscope.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.FeatureSpace;
import org.jspecify.annotations.Nullable;

/**
 * A network with the preprocessing that it was trained with. Concurrent calls each have native memory of their own,
 * which is free when they return; the parameters, read only, are freed by {@link #close()}, which waits for the calls
 * that run. The caller limits how many images it passes at once.
 */
public final class PyTorchLesionClassifier implements ExplainingClassifier {
    private static final String ENGINE = "PyTorch";

    private final NDManager manager;
    private final Block network;
    private final Preprocessor preprocessor;
    private final double temperature;
    private final @Nullable FeatureSpace space;
    private final OpenGate gate = new OpenGate();

    /**
     * Takes over an initialised network and the manager of its parameters; closes both. Freezes the parameters.
     *
     * @param network input {@code (N, 3, H, W)} float32, output logits {@code (N, 7)}
     * @param temperature above 0
     * @param space null where features are not looked at
     */
    PyTorchLesionClassifier(
            NDManager manager,
            Block network,
            Preprocessor preprocessor,
            double temperature,
            @Nullable FeatureSpace space) {
        this.manager = manager;
        this.network = network;
        this.preprocessor = preprocessor;
        this.temperature = temperature;
        this.space = space;
        network.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .forEach(parameter -> parameter.freeze(true));
    }

    /**
     * The classifier that published weights make, at temperature 1. The caller closes it.
     *
     * @param weights as {@link WeightsCodec} writes them
     * @throws CheckpointRejectedException if weights or preprocessing do not fit the architecture
     */
    public static PyTorchLesionClassifier of(
            Architecture architecture, PreprocessingSpec preprocessing, byte[] weights) {
        return of(architecture, preprocessing, weights, 1);
    }

    /**
     * As {@link #of(Architecture, PreprocessingSpec, byte[])}, calibrated.
     *
     * @param temperature divides the network's outputs before the softmax, above 0; see {@link
     *     org.dermoscope.checkpoint.Calibration}
     */
    public static PyTorchLesionClassifier of(
            Architecture architecture, PreprocessingSpec preprocessing, byte[] weights, double temperature) {
        return of(architecture, preprocessing, weights, temperature, null);
    }

    /** @param space that answers' residuals are in; null where features are not looked at */
    static PyTorchLesionClassifier of(
            Architecture architecture,
            PreprocessingSpec preprocessing,
            byte[] weights,
            double temperature,
            @Nullable FeatureSpace space) {
        requireInput(architecture, preprocessing);
        NDManager manager = NDManager.newBaseManager(ENGINE);
        try {
            Block network = architecture.newNetwork(NetworkOptions.INFERENCE);
            network.initialize(
                    manager, DataType.FLOAT32, new Shape(1, 3, preprocessing.height(), preprocessing.width()));
            WeightsCodec.load(weights, network);
            return new PyTorchLesionClassifier(manager, network, new Preprocessor(preprocessing), temperature, space);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static void requireInput(Architecture architecture, PreprocessingSpec preprocessing) {
        if (preprocessing.height() != architecture.input().height()
                || preprocessing.width() != architecture.input().width()) {
            throw new CheckpointRejectedException(
                    Reason.PREPROCESSING_INVALID,
                    "Input size " + preprocessing.height() + "x" + preprocessing.width() + " is not the "
                            + architecture.input().height() + "x"
                            + architecture.input().width() + " of " + architecture.id());
        }
    }

    /**
     * What the network computes, to be exported.
     *
     * @throws UnsupportedBlockException if a part of it cannot be
     */
    public InferenceGraph graph() {
        return decomposed()
                .graph(new InputSize(
                        preprocessor.spec().height(), preprocessor.spec().width()));
    }

    private ClassificationNetwork decomposed() {
        if (network instanceof ClassificationNetwork decomposed) {
            return decomposed;
        }
        throw new UnsupportedBlockException(
                "A network of type " + network.getClass().getSimpleName()
                        + " cannot be exported or explained; one of type ClassificationNetwork can");
    }

    public PreprocessingSpec preprocessing() {
        return preprocessor.spec();
    }

    /**
     * The network's outputs before temperature and softmax, {@code float[7]} in class-index order for each image.
     *
     * @throws IllegalStateException if the classifier is closed
     */
    public List<float[]> logits(List<RgbImage> images) {
        return run(images, (parameters, input) -> {
            try (NDArray logits =
                    network.forward(parameters, new NDList(input), false).singletonOrThrow()) {
                return NetworkOutputs.rows(logits);
            }
        });
    }

    /**
     * A network's outputs and what its head got.
     *
     * @param logits {@code float[7]} in class-index order, before temperature and softmax
     * @param features {@code float[C]}, means over their positions
     */
    public record Observation(float[] logits, float[] features) {}

    /** @throws UnsupportedBlockException if the network's head cannot be taken apart */
    public List<Observation> observe(List<RgbImage> images) {
        ClassificationNetwork network = decomposed();
        return run(images, (parameters, input) -> {
            NDList outputs = network.observe(parameters, input);
            List<float[]> logits = NetworkOutputs.rows(outputs.get(0));
            List<float[]> features = NetworkOutputs.rows(outputs.get(1));
            return IntStream.range(0, logits.size())
                    .mapToObj(i -> new Observation(logits.get(i), features.get(i)))
                    .toList();
        });
    }

    /**
     * @throws UnsupportedBlockException if evidence or features are wanted and the network's head cannot be taken apart
     */
    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained) {
        if (!explained && space == null) {
            return NetworkOutputs.answers(logits(images), temperature);
        }
        ClassificationNetwork network = decomposed();
        if (!explained) {
            return run(
                    images,
                    (parameters, input) ->
                            NetworkOutputs.observed(network.observe(parameters, input), temperature, space));
        }
        float[] bias = network.headBias();
        return run(
                images,
                (parameters, input) ->
                        NetworkOutputs.explained(network.explain(parameters, input), bias, temperature, space));
    }

    private interface Pass<T> {
        List<T> run(ParameterStore parameters, NDArray input);
    }

    /** Channels go last in memory, which the transposed view keeps: libtorch then takes its channels-last kernels. */
    private <T> List<T> run(List<RgbImage> images, Pass<T> pass) {
        if (images.isEmpty()) {
            return List.of();
        }
        float[] pixels = new float[Math.multiplyExact(images.size(), preprocessor.inputLength())];
        for (int i = 0; i < images.size(); i++) {
            preprocessor.write(images.get(i), pixels, i * preprocessor.inputLength());
        }
        Shape shape = new Shape(
                images.size(), preprocessor.spec().height(), preprocessor.spec().width(), 3);
        ByteBuffer buffer = DirectBuffers.OF_PROCESS.take(pixels);
        try {
            return gate.pass(() -> {
                try (NoGradient off = new NoGradient();
                        NDManager scope = manager.newSubManager()) {
                    NDArray input =
                            scope.create(buffer, shape, DataType.FLOAT32).transpose(0, 3, 1, 2);
                    return pass.run(new ParameterStore(scope, false), input);
                }
            });
        } finally {
            DirectBuffers.OF_PROCESS.giveBack(buffer);
        }
    }

    /** Waits for running calls; closing again does nothing. */
    @Override
    public void close() {
        gate.close(() -> {
            network.clear();
            manager.close();
        });
    }
}
