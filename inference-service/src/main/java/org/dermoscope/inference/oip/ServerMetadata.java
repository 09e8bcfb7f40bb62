package org.dermoscope.inference.oip;

import java.util.List;

/** @param extensions of the protocol that are understood */
public record ServerMetadata(String name, String version, List<String> extensions) {}
