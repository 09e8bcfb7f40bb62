package org.dermoscope.trainer.epoch;

import ai.djl.nn.Block;
import org.dermoscope.trainer.evaluation.EpochFigures;

/** Measures the network on the validation part after an epoch. */
@FunctionalInterface
public interface Validation {
    /** Called on the training thread while no gradients are recorded; must leave the network as it is. */
    EpochFigures validate(Block network);
}
