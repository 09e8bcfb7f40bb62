package org.dermoscope.inference.oip;

import java.util.List;

/** @param shape -1 where any number of images is meant */
public record TensorMetadata(String name, String datatype, List<Long> shape) {}
