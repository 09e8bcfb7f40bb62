package org.dermoscope.trainer.epoch;

import ai.djl.nn.Block;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the weights of the epoch with the highest validation balanced accuracy, the lower loss among equals, and says
 * when waiting for a better one has lasted long enough. Not thread-safe.
 */
final class BestEpoch {
    private final EarlyStoppingSpec spec;
    private @Nullable EpochFigures figures;
    private byte @Nullable [] weights;
    private int epoch;

    BestEpoch(EarlyStoppingSpec spec) {
        this.spec = spec;
    }

    /** Whether this epoch is the best so far; copies the network's weights then. */
    boolean offer(int candidate, EpochFigures measured, Block network) {
        EpochFigures best = figures;
        boolean better = best == null
                || measured.balancedAccuracy() > best.balancedAccuracy()
                || measured.balancedAccuracy() == best.balancedAccuracy() && measured.loss() < best.loss();
        if (better) {
            figures = measured;
            weights = WeightsCodec.encode(network);
            epoch = candidate;
        }
        return better;
    }

    boolean patienceEnded(int current) {
        return spec.enabled() && current - epoch >= spec.patience();
    }

    /** From 1; 0 before the first offer. */
    int epoch() {
        return epoch;
    }

    /** Of the best epoch; null before the first offer. */
    @Nullable
    EpochFigures figures() {
        return figures;
    }

    /** Of the best epoch; null before the first offer. */
    byte @Nullable [] weights() {
        return weights;
    }

    /** Goes on from what the other methods said. */
    void resume(int bestEpoch, @Nullable EpochFigures bestFigures, byte @Nullable [] bestWeights) {
        epoch = bestEpoch;
        figures = bestFigures;
        weights = bestWeights;
    }

    void restore(Block network) {
        byte[] best = weights;
        if (best == null) {
            throw new IllegalStateException("No epoch has ended yet; there are no weights to restore");
        }
        WeightsCodec.load(best, network);
    }
}
