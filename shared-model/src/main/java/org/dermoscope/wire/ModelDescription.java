package org.dermoscope.wire;

import java.time.Instant;
import java.util.List;

/**
 * What a client needs of the manifest that {@code GET /model} answers with; the answer itself has more.
 *
 * @param id of the checkpoint that is served
 * @param classOrder class codes, in class-index order
 */
public record ModelDescription(
        String id, Instant createdAt, Network network, List<String> classOrder, Data data, String disclaimer) {
    public ModelDescription {
        classOrder = List.copyOf(classOrder);
    }

    /** @param parameters running statistics of batch normalization included */
    public record Network(String architecture, long parameters) {}

    /** @param synthetic true when the model was trained on the generated sample and knows no real lesion */
    public record Data(String name, boolean synthetic) {}
}
