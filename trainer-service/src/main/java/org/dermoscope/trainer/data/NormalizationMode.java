package org.dermoscope.trainer.data;

/** Over what the normalization statistics are taken. Written in lower case in JSON. */
public enum NormalizationMode {
    /** One mean and deviation over all channels, as the original system has it. */
    POOLED,
    PER_CHANNEL
}
