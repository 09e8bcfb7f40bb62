package org.dermoscope.prune;

import java.util.Locale;

/** Why a checkpoint is kept. */
public enum KeepReason {
    CHAMPION,
    /** It is among the last champions. */
    HISTORY,
    PINNED,
    /** It is among the newest of its architecture. */
    NEWEST;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
