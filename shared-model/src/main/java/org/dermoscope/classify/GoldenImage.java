package org.dermoscope.classify;

import org.dermoscope.taxonomy.LesionClass;

/**
 * An image that travels with a checkpoint. The array is not copied.
 *
 * @param object its name among the checkpoint's objects, see {@link
 *     org.dermoscope.checkpoint.ObjectNames#golden(int, LesionClass, String)}
 * @param encoded the image file's bytes
 * @param drawn whether a program drew it
 */
public record GoldenImage(String object, LesionClass label, byte[] encoded, boolean drawn) {}
