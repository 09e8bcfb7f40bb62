package org.dermoscope.trainer.run;

import ai.djl.nn.Block;
import java.util.function.Function;
import org.dermoscope.checkpoint.WeightsCodec;

/** How weights are published. Written in lower case in JSON. All figures are of the weights as published. */
public enum CheckpointPrecision {
    FP32(WeightsCodec::encode),
    /** Kernels rounded to float16: half the size. */
    FP16(WeightsCodec::encodeHalf);

    private final Function<Block, byte[]> encoding;

    CheckpointPrecision(Function<Block, byte[]> encoding) {
        this.encoding = encoding;
    }

    public byte[] encode(Block network) {
        return encoding.apply(network);
    }
}
