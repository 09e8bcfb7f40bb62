package org.dermoscope.trainer.data;

import java.util.List;

/**
 * The three parts of a data set, each in image-id order.
 *
 * @param hash SHA-256 over part names and image ids, lower-case hexadecimal: equal exactly when the parts are
 * @param leaky true when images of one lesion may be in several parts
 */
public record DataSplit(
        List<LesionRecord> training,
        List<LesionRecord> validation,
        List<LesionRecord> test,
        SplitConfig config,
        String hash,
        boolean leaky) {}
