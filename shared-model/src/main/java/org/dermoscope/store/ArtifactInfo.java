package org.dermoscope.store;

/**
 * What the store knows of an object.
 *
 * @param entityTag changes whenever the content does
 * @param size in bytes
 */
public record ArtifactInfo(ArtifactKey key, String entityTag, long size) {}
