package org.dermoscope.checkpoint;

/**
 * Something that is not as it has to be in a store.
 *
 * @param key of the object that is wrong or missing
 * @param message what is wrong, one sentence
 */
public record AuditFinding(String key, Kind kind, String message) {
    /** Written in lower case in JSON. */
    public enum Kind {
        /** A manifest that no checkpoint or no ensemble can be made of. */
        MANIFEST,
        /** An object that a manifest lists is missing, or other than listed. */
        OBJECT,
        /** The champion pointer cannot be read, or names what is not there. */
        POINTER,
        /** An entry of the champion's history was changed, removed, or never belonged there. */
        HISTORY
    }
}
