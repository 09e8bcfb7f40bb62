package org.dermoscope.store;

/** An object as it was read, with the entity tag of that version. The array is not copied. */
public record StoredArtifact(ArtifactKey key, byte[] content, String entityTag) {}
