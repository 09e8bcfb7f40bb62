package org.dermoscope.graph;

/**
 * How features become logits: linear, so that a logit is the sum of what each position of the features contributes to
 * it, plus its bias.
 *
 * @param kernel from the features' channels to the classes; of size 1x1 if pooled, of the features' own size if not
 * @param pooled whether every position has the same weights and the mean over the positions is the logit
 */
public record Head(Kernel kernel, boolean pooled) {}
