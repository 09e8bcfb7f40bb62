package org.dermoscope.architecture;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.UnsupportedBlockException;

/**
 * What DJL's blocks compute, read from their public properties and told by the architecture where they have none. Whatever
 * is neither is refused by name.
 *
 * @param batchNormEpsilon of every {@link BatchNorm}, which does not tell
 * @param parallelAdds whether every {@link ParallelBlock} adds its two branches: its function cannot be looked into
 */
record LibraryBlockReader(double batchNormEpsilon, boolean parallelAdds) {
    private static final String IDENTITY = "identity";

    /** Gives the parameters their shapes, which the library does only with an engine. Returns the output's channels. */
    int shape(Block block, int channels) {
        if (block instanceof Conv2d convolution) {
            Shape kernel = new Shape(convolution.getFilters(), channels / convolution.getGroups());
            for (Parameter parameter : convolution.getDirectParameters().values()) {
                boolean weight = parameter.getType() == Parameter.Type.WEIGHT;
                parameter.setShape(
                        weight ? kernel.addAll(convolution.getKernelShape()) : new Shape(convolution.getFilters()));
            }
            return convolution.getFilters();
        }
        if (block instanceof BatchNorm) {
            block.getDirectParameters().values().forEach(parameter -> parameter.setShape(new Shape(channels)));
            return channels;
        }
        int after = channels;
        for (Block child : block.getChildren().values()) {
            after = shape(child, block instanceof ParallelBlock ? channels : after);
        }
        return after;
    }

    /**
     * See {@link ImageBlock#describe}.
     *
     * @throws UnsupportedBlockException if a part cannot be read
     */
    String describe(Block block, GraphBuilder graph, String input) {
        if (block instanceof SequentialBlock) {
            return sequence(pairs(block), graph, input);
        }
        if (block instanceof ParallelBlock) {
            return parallel(block, graph, input);
        }
        if (block instanceof LambdaBlock lambda && lambda.getName().equals(IDENTITY)) {
            return input;
        }
        throw unsupported(block, graph, "there is no node for it here");
    }

    private static List<Pair<String, Block>> pairs(Block block) {
        List<Pair<String, Block>> pairs = new ArrayList<>();
        block.getChildren().forEach(pairs::add);
        return pairs;
    }

    /** A convolution takes the normalisation and the activation behind it into its node. */
    private String sequence(List<Pair<String, Block>> children, GraphBuilder graph, String input) {
        String output = input;
        int next = 0;
        while (next < children.size()) {
            String before = output;
            Pair<String, Block> child = children.get(next++);
            if (!(child.getValue() instanceof Conv2d convolution)) {
                output = graph.within(child.getKey(), () -> describe(child.getValue(), graph, before));
                continue;
            }
            Kernel kernel = kernel(convolution);
            if (next < children.size() && children.get(next).getValue() instanceof BatchNorm normalization) {
                kernel = kernel.folded(normalization(normalization));
                next++;
            }
            Activation activation =
                    next < children.size() ? activation(children.get(next).getValue()) : Activation.NONE;
            next += activation == Activation.NONE ? 0 : 1;
            Kernel folded = kernel;
            output = graph.within(
                    child.getKey(), () -> graph.convolution(before, folded, geometry(convolution, graph), activation));
        }
        return output;
    }

    private String parallel(Block block, GraphBuilder graph, String input) {
        List<Pair<String, Block>> branches = pairs(block);
        if (!parallelAdds || branches.size() != 2) {
            throw unsupported(
                    block, graph, "what it makes of its " + branches.size() + " branches cannot be looked into");
        }
        List<String> outputs = branches.stream()
                .map(branch -> graph.within(branch.getKey(), () -> describe(branch.getValue(), graph, input)))
                .toList();
        return graph.addition(outputs.get(0), outputs.get(1));
    }

    private static Activation activation(Block block) {
        if (!(block instanceof LambdaBlock lambda)) {
            return Activation.NONE;
        }
        return switch (lambda.getName()) {
            case "ReLU" -> Activation.RELU;
            case "ReLU6" -> Activation.RELU6;
            default -> Activation.NONE;
        };
    }

    private static ConvolutionGeometry geometry(Conv2d convolution, GraphBuilder graph) {
        Shape stride = convolution.getStride();
        Shape dilation = convolution.getDilation();
        if (stride.get(0) != stride.get(1) || dilation.get(0) != 1 || dilation.get(1) != 1) {
            throw unsupported(
                    convolution,
                    graph,
                    "its stride is " + stride + " and its dilation " + dilation
                            + "; allowed: the same stride in both directions, dilation (1, 1)");
        }
        int rows = (int) convolution.getPadding().get(0);
        int columns = (int) convolution.getPadding().get(1);
        return new ConvolutionGeometry(
                (int) stride.get(0), new Padding(rows, columns, rows, columns), convolution.getGroups());
    }

    private static Kernel kernel(Conv2d convolution) {
        Parameter weight = convolution.getDirectParameters().get("weight");
        Shape shape = weight.getShape();
        Kernel.Size size =
                new Kernel.Size((int) shape.get(0), (int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
        float[] bias = convolution.isIncludeBias() ? values(convolution, "bias") : new float[convolution.getFilters()];
        return new Kernel(values(convolution, "weight"), size, bias);
    }

    private Kernel.Normalization normalization(BatchNorm block) {
        return new Kernel.Normalization(
                values(block, "gamma"),
                values(block, "beta"),
                values(block, "runningMean"),
                values(block, "runningVar"),
                batchNormEpsilon);
    }

    private static float[] values(Block block, String parameter) {
        return block.getDirectParameters().get(parameter).getArray().toFloatArray();
    }

    private static UnsupportedBlockException unsupported(Block block, GraphBuilder graph, String reason) {
        String name = block instanceof LambdaBlock lambda ? " (" + lambda.getName() + ")" : "";
        return new UnsupportedBlockException("The block '" + graph.path() + "' of the library's type "
                + block.getClass().getSimpleName() + name + " cannot be exported: " + reason);
    }
}
