package org.dermoscope.checkpoint;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may never change in a store, as an audit saw it; a later audit compares.
 *
 * @param manifests SHA-256 of each manifest by its key
 * @param history SHA-256 of each entry of the champion's history by its key
 * @param pointer the key that the pointer has, or will have, in the history; null if there was no pointer, or none that can
 *     be read
 */
public record StoreSnapshot(
        Map<String, String> manifests,
        Map<String, String> history,
        @Nullable String pointer) {
    public StoreSnapshot {
        manifests = Map.copyOf(new TreeMap<>(Required.field("manifests", manifests)));
        history = Map.copyOf(new TreeMap<>(Required.field("history", history)));
    }

    /** As JSON. */
    public byte[] document() {
        return Json.document(this);
    }

    /** @throws IOException if the bytes are no snapshot */
    public static StoreSnapshot read(byte[] document) throws IOException {
        return Json.readDocument(document, StoreSnapshot.class);
    }
}
