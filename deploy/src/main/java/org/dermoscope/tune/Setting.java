package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** The values of one field of a recipe that are searched. Immutable. */
interface Setting {
    /** A value, each as likely; of a range on a logarithmic scale each factor. */
    JsonNode draw(Random random);

    /** Between which, or which themselves, all values lie. */
    List<JsonNode> extremes();

    /** As a file declares it. */
    ObjectNode json();
}
