package org.dermoscope.onednn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.dermoscope.graph.Kernel;

/** What all passes of a network read and none changes. Not thread-safe while passes are made. */
final class SharedWeights implements AutoCloseable {
    private final Owner owner = new Owner();
    private final engine processor;
    private final Map<String, memory> weights = new HashMap<>();
    private final Map<String, memory> biases = new HashMap<>();

    SharedWeights(engine processor) {
        this.processor = processor;
    }

    /** Of a convolution's weights in a layout of the library's choice. */
    memory.desc anyLayout(IntegerGraph.Convolution step) {
        return described(step, true);
    }

    private memory.desc described(IntegerGraph.Convolution step, boolean any) {
        Kernel.Size size = step.size();
        long groups = step.geometry().groups();
        if (groups == 1) {
            long[] shape = {size.out(), size.in(), size.height(), size.width()};
            return description(shape, memory.data_type.s8, any ? memory.format_tag.any : memory.format_tag.oihw);
        }
        long[] shape = {groups, size.out() / groups, size.in(), size.height(), size.width()};
        return description(shape, memory.data_type.s8, any ? memory.format_tag.any : memory.format_tag.goihw);
    }

    private memory.desc description(long[] shape, memory.data_type type, memory.format_tag layout) {
        return owner.own(new memory.desc(shape, type, layout));
    }

    /** A convolution's weights in the layout that its operation chose, the same for all passes. */
    memory weights(IntegerGraph.Convolution step, memory.desc layout) {
        return weights.computeIfAbsent(step.output(), name -> {
            memory.desc chosen = owner.own(layout);
            memory target = owner.own(new memory(chosen, processor, owner.bytes(chosen.get_size())));
            try (BytePointer values = new BytePointer(step.weights());
                    memory source = new memory(described(step, false), processor, values);
                    stream order = new stream(processor);
                    reorder change = new reorder(source, target)) {
                change.execute(order, source, target);
                order._wait();
            }
            return target;
        });
    }

    memory bias(IntegerGraph.Convolution step) {
        return biases.computeIfAbsent(step.output(), name -> floats(step.bias()));
    }

    memory floats(float... values) {
        long[] shape = {values.length};
        return owner.own(new memory(
                description(shape, memory.data_type.f32, memory.format_tag.x),
                processor,
                owner.own(new FloatPointer(values))));
    }

    memory integer(int value) {
        return owner.own(new memory(
                description(new long[] {1}, memory.data_type.s32, memory.format_tag.x),
                processor,
                owner.own(new IntPointer(new int[] {value}))));
    }

    @Override
    public void close() {
        owner.close();
    }
}
