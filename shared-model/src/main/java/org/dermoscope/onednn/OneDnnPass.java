package org.dermoscope.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.onednn.IntegerGraph.Scale;
import org.dermoscope.onednn.IntegerGraph.Step;

/**
 * A graph's operations on one image, with memory of its own for what they compute. For one call at a time, on any thread.
 */
final class OneDnnPass implements AutoCloseable {
    private static final int SOURCE_SCALE = dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_SRC;
    private static final int WEIGHTS_SCALE = dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS;
    private static final int RESULT_SCALE = dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_DST;
    private static final int SOURCE_ZERO = dnnl.DNNL_ARG_ATTR_ZERO_POINTS | dnnl.DNNL_ARG_SRC;
    private static final int RESULT_ZERO = dnnl.DNNL_ARG_ATTR_ZERO_POINTS | dnnl.DNNL_ARG_DST;
    /** Of scales: one for each output channel, the weights' first dimension, or first two where there are groups. */
    private static final int PER_CHANNEL = 1;

    private static final int PER_GROUPED_CHANNEL = 3;
    private static final long[] NO_DILATION = {0, 0};

    private record Execution(primitive operation, IntMemoryMap arguments) {}

    private final Owner owner = new Owner();
    private final engine processor;
    private final stream order;
    private final SharedWeights shared;
    private final ActivationMemory activations;
    private final List<Execution> executions = new ArrayList<>();
    private final Map<String, TensorSize> sizes = new HashMap<>();
    private final Map<String, memory> tensors = new HashMap<>();
    private final BytePointer input;
    private final BytePointer features;

    OneDnnPass(IntegerGraph graph, engine processor, SharedWeights shared) {
        this.processor = processor;
        this.shared = shared;
        order = owner.own(new stream(processor));
        activations = new ActivationMemory(graph, owner);
        input = tensor(IntegerGraph.INPUT, graph.input());
        BytePointer latest = input;
        for (Step step : graph.steps()) {
            latest = tensor(
                    step.output(),
                    step.size(step.inputs().stream().map(this::size).toList()));
            if (step instanceof IntegerGraph.Convolution convolution) {
                convolve(convolution);
            } else if (step instanceof IntegerGraph.Addition addition) {
                add(addition);
            } else if (step instanceof IntegerGraph.Choice choice && choice.node() instanceof Node.MaxPooling pooling) {
                pool(pooling);
            } else if (step instanceof IntegerGraph.Choice choice
                    && choice.node() instanceof Node.Concatenation concatenation) {
                concatenate(concatenation);
            }
            activations.done(step);
        }
        features = latest;
    }

    /**
     * Runs all operations.
     *
     * @param image the input's integers {@code (H, W, C)}
     * @param result receives the features' integers {@code (h, w, C)}
     */
    void run(byte[] image, byte[] result) {
        input.put(image, 0, image.length);
        for (Execution execution : executions) {
            execution.operation().execute(order, execution.arguments());
        }
        features.get(result, 0, result.length);
    }

    /** Of the features. */
    TensorSize size(String tensor) {
        return Objects.requireNonNull(sizes.get(tensor));
    }

    private BytePointer tensor(String name, TensorSize size) {
        BytePointer place = activations.place(name, (long) size.channels() * size.height() * size.width());
        sizes.put(name, size);
        tensors.put(name, owner.own(new memory(bytes(size), processor, place)));
        return place;
    }

    private memory.desc bytes(TensorSize size) {
        return owner.own(new memory.desc(
                new long[] {1, size.channels(), size.height(), size.width()},
                memory.data_type.u8,
                memory.format_tag.nhwc));
    }

    private memory.desc described(String tensor) {
        return bytes(size(tensor));
    }

    private void convolve(IntegerGraph.Convolution step) {
        boolean grouped = step.geometry().groups() > 1;
        primitive_attr attributes = attributes();
        attributes.set_scales_mask(dnnl.DNNL_ARG_SRC, 0);
        attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, grouped ? PER_GROUPED_CHANNEL : PER_CHANNEL);
        attributes.set_scales_mask(dnnl.DNNL_ARG_DST, 0);
        if (step.from().zeroPoint() != 0) {
            attributes.set_zero_points_mask(dnnl.DNNL_ARG_SRC, 0);
        }
        if (step.to().zeroPoint() != 0) {
            attributes.set_zero_points_mask(dnnl.DNNL_ARG_DST, 0);
        }
        if (step.relu()) {
            attributes.set_post_ops(afterwards(dnnl.algorithm.eltwise_relu, 0, 0));
        }
        long stride = step.geometry().stride();
        Padding padding = step.geometry().padding();
        convolution_forward.primitive_desc description = owner.own(new convolution_forward.primitive_desc(
                processor,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_direct,
                described(step.input()),
                shared.anyLayout(step),
                shared.bias(step).get_desc(),
                described(step.output()),
                new long[] {stride, stride},
                NO_DILATION,
                new long[] {padding.top(), padding.left()},
                new long[] {padding.bottom(), padding.right()},
                attributes,
                false));
        IntMemoryMap arguments = arguments(description, step.output());
        arguments.put(dnnl.DNNL_ARG_SRC, tensor(step.input()));
        arguments.put(dnnl.DNNL_ARG_WEIGHTS, shared.weights(step, description.weights_desc()));
        arguments.put(dnnl.DNNL_ARG_BIAS, shared.bias(step));
        arguments.put(SOURCE_SCALE, shared.floats(step.from().step()));
        arguments.put(WEIGHTS_SCALE, shared.floats(step.scales()));
        arguments.put(RESULT_SCALE, shared.floats(step.to().step()));
        if (step.from().zeroPoint() != 0) {
            arguments.put(SOURCE_ZERO, shared.integer(step.from().zeroPoint()));
        }
        if (step.to().zeroPoint() != 0) {
            arguments.put(RESULT_ZERO, shared.integer(step.to().zeroPoint()));
        }
        execute(owner.own(new convolution_forward(description)), arguments);
    }

    /**
     * The sum of what the integers stand for, in steps of the result's: each operand's share and one constant, rounded as the
     * result is stored.
     */
    private void add(IntegerGraph.Addition step) {
        Scale to = step.to();
        float first = step.firstScale().step() / to.step();
        float second = step.secondScale().step() / to.step();
        float constant = to.zeroPoint()
                - first * step.firstScale().zeroPoint()
                - second * step.secondScale().zeroPoint();
        primitive_attr attributes = attributes();
        attributes.set_scales_mask(dnnl.DNNL_ARG_SRC_0, 0);
        attributes.set_scales_mask(dnnl.DNNL_ARG_SRC_1, 0);
        attributes.set_post_ops(afterwards(dnnl.algorithm.eltwise_linear, 1, constant));
        binary.primitive_desc description = owner.own(new binary.primitive_desc(
                processor,
                dnnl.algorithm.binary_add,
                described(step.first()),
                described(step.second()),
                described(step.output()),
                attributes,
                false));
        IntMemoryMap arguments = arguments(description, step.output());
        arguments.put(dnnl.DNNL_ARG_SRC_0, tensor(step.first()));
        arguments.put(dnnl.DNNL_ARG_SRC_1, tensor(step.second()));
        arguments.put(dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_SRC_0, shared.floats(first));
        arguments.put(dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_SRC_1, shared.floats(second));
        execute(owner.own(new binary(description)), arguments);
    }

    private void pool(Node.MaxPooling node) {
        pooling_forward.primitive_desc description = owner.own(new pooling_forward.primitive_desc(
                processor,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.pooling_max,
                described(node.input()),
                described(node.output()),
                new long[] {node.stride(), node.stride()},
                new long[] {node.size(), node.size()},
                NO_DILATION,
                new long[] {node.padding(), node.padding()},
                new long[] {trailing(node, true), trailing(node, false)},
                attributes(),
                false));
        IntMemoryMap arguments = arguments(description, node.output());
        arguments.put(dnnl.DNNL_ARG_SRC, tensor(node.input()));
        execute(owner.own(new pooling_forward(description)), arguments);
    }

    /** What is behind the input's last row or column: less than nothing where that does not fill a square. */
    private long trailing(Node.MaxPooling node, boolean rows) {
        TensorSize before = size(node.input());
        TensorSize after = size(node.output());
        int positions = rows ? before.height() : before.width();
        int squares = rows ? after.height() : after.width();
        return (long) (squares - 1) * node.stride() + node.size() - positions - node.padding();
    }

    private void concatenate(Node.Concatenation node) {
        memory_desc_vector parts = owner.own(new memory_desc_vector(
                node.inputs().stream().map(this::described).toArray(memory.desc[]::new)));
        concat.primitive_desc description = owner.own(
                new concat.primitive_desc(processor, described(node.output()), 1, parts, attributes(), false));
        IntMemoryMap arguments = arguments(description, node.output());
        for (int i = 0; i < node.inputs().size(); i++) {
            arguments.put(dnnl.DNNL_ARG_MULTIPLE_SRC + i, tensor(node.inputs().get(i)));
        }
        execute(owner.own(new concat(description)), arguments);
    }

    private memory tensor(String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    /** An operation's scratch memory is the pass's, so that it may run on other threads than the one that made it. */
    private primitive_attr attributes() {
        primitive_attr attributes = owner.own(new primitive_attr());
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        return attributes;
    }

    private post_ops afterwards(dnnl.algorithm operation, float alpha, float beta) {
        post_ops operations = owner.own(new post_ops());
        operations.append_eltwise(operation, alpha, beta);
        return operations;
    }

    private IntMemoryMap arguments(primitive_desc_base description, String output) {
        IntMemoryMap arguments = owner.own(new IntMemoryMap());
        arguments.put(dnnl.DNNL_ARG_DST, tensor(output));
        memory.desc scratch = owner.own(description.scratchpad_desc());
        if (scratch.get_size() > 0) {
            memory place = owner.own(new memory(scratch, processor, owner.bytes(scratch.get_size())));
            arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, place);
        }
        return arguments;
    }

    private void execute(primitive operation, IntMemoryMap arguments) {
        executions.add(new Execution(operation, arguments));
    }

    @Override
    public void close() {
        owner.close();
    }
}
