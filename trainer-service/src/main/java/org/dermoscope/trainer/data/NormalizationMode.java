package org.dermoscope.trainer.data;

/** Where the normalization statistics are from. Written in lower case in JSON. */
public enum NormalizationMode {
    /** Of the training part: one mean and deviation over all channels, as the original system has it. */
    POOLED,
    /** Of the training part: one mean and deviation for each channel. */
    PER_CHANNEL,
    /** Those that the architecture declares, with which its public weights were trained, whatever the images are. */
    FIXED
}
