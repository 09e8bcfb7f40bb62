package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.taxonomy.LesionClass;

/** Blocks one after the other, whose result are features, and a linear head. Output logits {@code (N, 7)}. */
public final class ClassificationNetwork extends ImageBlock {
    private static final String HEAD = "logits";
    /** DJL puts a child's number before its name. */
    private static final Pattern OF_HEAD = Pattern.compile("\\d+" + HEAD + "_.+");

    private final Map<String, ImageBlock> backbone;
    private final LinearHead head;

    /** @param backbone by name, in order; the names of those with parameters become part of the parameters' names */
    ClassificationNetwork(Map<String, ImageBlock> backbone, LinearHead head) {
        this.backbone = new LinkedHashMap<>(backbone);
        this.head = head;
        backbone.forEach((name, block) -> {
            if (!block.getParameters().isEmpty()) {
                addChildBlock(name, block);
            }
        });
        addChildBlock(HEAD, head.convolution());
    }

    /** Whether a parameter, by its name among all of a network's, belongs to the classifier and not to the backbone. */
    public static boolean ofHead(String parameter) {
        return OF_HEAD.matcher(parameter).matches();
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        NDArray features = features(parameters, input, training);
        return replace(features, head.apply(parameters, features, training), input);
    }

    /**
     * The logits {@code (N, 7)} and the means of the features over their positions, {@code (N, C)}. Outside of training; both
     * are attached to the input's manager.
     */
    public NDList observe(ParameterStore parameters, NDArray input) {
        NDArray features = features(parameters, input, false);
        NDArray logits = head.apply(parameters, features, false);
        return new NDList(logits, replace(features, Pool.globalAvgPool2d(features), input));
    }

    /**
     * What {@link #observe} gives and, third, what each position of the features contributes to the logits,
     * {@code (N, 7, h, w)}: with the head's bias, its contributions sum to a logit.
     */
    public NDList explain(ParameterStore parameters, NDArray input) {
        NDArray features = features(parameters, input, false);
        NDArray logits = head.apply(parameters, features, false);
        NDArray means = Pool.globalAvgPool2d(features);
        return new NDList(logits, means, replace(features, head.evidence(parameters, features), input));
    }

    /**
     * What the head receives, {@code (N, C, h, w)}, outside of training; attached to the input's manager. Another head may
     * be put behind it.
     */
    public NDArray features(ParameterStore parameters, NDArray input) {
        return features(parameters, input, false);
    }

    /** {@code float[7]}, in class-index order; zeros if the head has none. */
    public float[] headBias() {
        return head.describe().kernel().bias();
    }

    /**
     * What this network computes outside of training, with the present values of its parameters.
     *
     * @throws org.dermoscope.graph.UnsupportedBlockException if it has a block that cannot be exported
     */
    public InferenceGraph graph(InputSize input) {
        GraphBuilder graph = new GraphBuilder();
        String features = InferenceGraph.INPUT;
        for (Map.Entry<String, ImageBlock> entry : backbone.entrySet()) {
            String before = features;
            features = graph.within(entry.getKey(), () -> entry.getValue().describe(graph, before));
        }
        return new InferenceGraph(input.height(), input.width(), graph.nodes(), features, head.describe());
    }

    private NDArray features(ParameterStore parameters, NDArray input, boolean training) {
        NDArray x = input;
        for (ImageBlock block : backbone.values()) {
            x = replace(x, block.apply(parameters, x, training), input);
        }
        return x;
    }

    /** Closes the old tensor unless it is the network's input or the new one, and returns the new one. */
    @SuppressWarnings("ReferenceEquality") // the same native tensor is meant
    private static NDArray replace(NDArray old, NDArray next, NDArray input) {
        if (old != input && old != next) {
            old.close();
        }
        return next;
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), LesionClass.COUNT);
    }
}
