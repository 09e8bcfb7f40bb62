package org.dermoscope.inference.oip;

import org.jspecify.annotations.Nullable;

/** How a client's text stands in a sentence. */
final class Shown {
    private static final int LENGTH = 80;

    private Shown() {}

    static String shortened(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }
}
