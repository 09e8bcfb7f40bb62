package org.dermoscope.pretrained;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a file in its order.
 *
 * @param named false for a file that does not name its tensors, so that only their order says what they are; the keys are
 *     for people then
 */
record StateDictionary(boolean named, Map<String, StateTensor> tensors) {
    StateDictionary {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The same with other names for some tensors. */
    StateDictionary renamed(Map<String, String> names) {
        Map<String, StateTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(names.getOrDefault(name, name), tensor));
        return new StateDictionary(named, renamed);
    }
}
