package org.dermoscope.wire;

/**
 * One class with its probability.
 *
 * @param classCode for example {@code mel}
 * @param className for people, for example {@code Melanoma}
 * @param classIndex position in the class order, 0..6
 * @param confidence the class's probability, 0..1, unrounded
 */
public record ClassScore(String classCode, String className, int classIndex, double confidence) {}
