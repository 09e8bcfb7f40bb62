package org.dermoscope.checkpoint;

/**
 * The pointer as it lies in the store.
 *
 * @param entityTag of this version, for {@link CheckpointRepository#moveChampion}; compare it to see whether it moved
 */
public record ChampionPointer(Champion champion, String entityTag) {}
