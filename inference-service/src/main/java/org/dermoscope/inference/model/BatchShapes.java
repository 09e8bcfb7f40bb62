package org.dermoscope.inference.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Which batch sizes go through the network: powers of two up to a largest one. Few shapes, so that all of them can be
 * warm before a model answers.
 *
 * @param largest a power of two, 1..64
 */
public record BatchShapes(int largest) {
    public BatchShapes {
        if (largest < 1 || largest > 64 || Integer.bitCount(largest) != 1) {
            throw new IllegalArgumentException(
                    "The largest batch is " + largest + "; allowed: a power of two, 1 to 64");
        }
    }

    /** All sizes in use, the largest first. */
    public List<Integer> all() {
        List<Integer> sizes = new ArrayList<>();
        for (int size = largest; size >= 1; size /= 2) {
            sizes.add(size);
        }
        return List.copyOf(sizes);
    }

    /** The largest size that so many images fill, at least 1. */
    public int largestWithin(int images) {
        return Integer.highestOneBit(Math.min(images, largest));
    }
}
