package org.dermoscope.inference.oip;

import org.jspecify.annotations.Nullable;

/** @param version null for whichever is served */
record ModelVersion(String model, @Nullable String version) {}
