package org.dermoscope.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.dermoscope.onednn.IntegerGraph.Step;

/**
 * Places for a graph's tensors, each used again when nothing reads it any more, so that they stay in the processor's cache.
 * Asked in the order of the steps. The features' place is never used again.
 */
final class ActivationMemory {
    private record Block(BytePointer pointer, long size) {}

    private final Owner owner;
    private final Map<String, Step> lastReaders = new HashMap<>();
    private final Map<String, Block> taken = new HashMap<>();
    private final List<Block> free = new ArrayList<>();

    ActivationMemory(IntegerGraph graph, Owner owner) {
        this.owner = owner;
        graph.steps().forEach(step -> step.inputs().forEach(input -> lastReaders.put(input, step)));
        lastReaders.remove(graph.features().tensor());
    }

    /** @param size in bytes */
    BytePointer place(String tensor, long size) {
        Block block = free.stream()
                .filter(candidate -> candidate.size() >= size)
                .min(Comparator.comparingLong(Block::size))
                .orElseGet(() -> new Block(owner.bytes(size), size));
        free.remove(block);
        taken.put(tensor, block);
        return block.pointer();
    }

    /** The step's operands that nothing after it reads are free. */
    void done(Step step) {
        step.inputs().stream()
                .distinct()
                .filter(input -> lastReaders.get(input) == step)
                .forEach(input -> free.add(Objects.requireNonNull(taken.remove(input))));
    }
}
