package org.dermoscope.inference.oip;

import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/** The one model's name and its tensors. */
final class Tensors {
    /** The name of whatever is served; its version is the id of the checkpoint. */
    static final String MODEL = "dermoscope";

    /** Encoded image files, one an element: the service decodes, so that no client preprocesses otherwise than training. */
    static final TensorMetadata IMAGE = new TensorMetadata("image", "BYTES", List.of(-1L));

    /** Row by row in the order of the images, each row in class-index order, summing to 1. */
    static final TensorMetadata PROBABILITIES =
            new TensorMetadata("probabilities", "FP64", List.of(-1L, (long) LesionClass.COUNT));

    /** The code of each image's most probable class. */
    static final TensorMetadata CLASS = new TensorMetadata("class", "BYTES", List.of(-1L));

    /** Whether the answer to each image should rather not be relied on. */
    static final TensorMetadata ABSTAINED = new TensorMetadata("abstained", "BOOL", List.of(-1L));

    static final List<TensorMetadata> OUTPUTS = List.of(PROBABILITIES, CLASS, ABSTAINED);

    private Tensors() {}
}
