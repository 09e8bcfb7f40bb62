package org.dermoscope.wire;

/** What is said wherever a result is shown. */
public final class Disclaimer {
    public static final String TEXT = "Research and screening support only: not a medical device and not a diagnosis.";

    private Disclaimer() {}
}
