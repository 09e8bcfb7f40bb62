package org.dermoscope.quantize;

/**
 * A network in 8-bit integers.
 *
 * @param file in ONNX
 * @param range with which activations were cut off
 * @param divergence of its probabilities from those in float32, mean Kullback-Leibler divergence in nats over the images
 *     that the scales are from
 */
public record QuantizedNetwork(byte[] file, ActivationRange range, double divergence) {}
