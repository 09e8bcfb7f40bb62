package org.dermoscope.pretrained;

/**
 * @param weights a safetensors file of float32 tensors under the names that the network's own parameters have; those of its
 *     classifier, {@code 01logits_…}, are not among them. The array is not copied; treat it as immutable
 */
public record PretrainedWeights(PretrainedInfo info, byte[] weights) {}
