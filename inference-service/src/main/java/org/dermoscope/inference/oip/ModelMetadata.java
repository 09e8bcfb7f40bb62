package org.dermoscope.inference.oip;

import java.util.List;

/** @param versions the id of the checkpoint that is served; empty without one */
public record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorMetadata> inputs,
        List<TensorMetadata> outputs) {}
