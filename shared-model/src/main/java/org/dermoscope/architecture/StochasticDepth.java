package org.dermoscope.architecture;

import java.util.List;

/**
 * Taking some images of a training step past a block with a shortcut (Huang et al., 2016), in TorchScript.
 */
final class StochasticDepth {
    private StochasticDepth() {}

    /**
     * Statements that make {@code scale}, a float32 factor for each image: 0 for those that are taken past, and for the
     * others what keeps the mean.
     *
     * @param tensor whose first dimension is the images
     * @param dimensions of the factors' shape, 1 in all but the first
     * @param rate share of images that are taken past, in (0, 1)
     */
    static List<String> scale(String tensor, int dimensions, double rate) {
        double keep = 1 - rate;
        return List.of(
                "kept = torch.empty([torch.size(" + tensor + ", 0)" + ", 1".repeat(dimensions - 1) + "], dtype="
                        + Precision.FP32.typeCode() + ", device=ops.prim.device(" + tensor + "))",
                "scale = torch.div(torch.bernoulli_(kept, " + keep + "), " + keep + ")");
    }
}
