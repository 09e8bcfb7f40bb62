package org.dermoscope.pretrained;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes a state dictionary of what a pickle of PyTorch says and of the storages beside it. Stateless. */
final class TorchDictionary {
    private TorchDictionary() {}

    /**
     * @param pickled a dictionary of tensors by name, or one with nothing but such a dictionary in it, as some training
     *     programs save them
     * @param storages the bytes of each storage that the value mentions
     * @throws WeightsRefusedException if it is something else, or a tensor reaches beyond its storage
     */
    static StateDictionary of(Object pickled, Function<PickledStorage, ByteBuffer> storages) {
        if (!(pickled instanceof Map<?, ?> dictionary)) {
            throw new WeightsRefusedException("The file's pickle holds no dictionary; a state dictionary is one");
        }
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        unwrapped(dictionary).forEach((name, value) -> {
            if (!(value instanceof PickledTensor tensor)) {
                throw new WeightsRefusedException(
                        "The file's '" + name + "' is no tensor; a state dictionary has tensors by name");
            }
            PickledStorage storage = tensor.storage();
            try {
                tensors.put(name.toString(), new StateTensor(storage.type(), tensor.layout(), storages.apply(storage)));
            } catch (WeightsRefusedException e) {
                throw new WeightsRefusedException("The file's '" + name + "' is refused: " + e.getMessage(), e);
            }
        });
        return new StateDictionary(true, tensors);
    }

    private static Map<?, ?> unwrapped(Map<?, ?> dictionary) {
        return dictionary.size() == 1 && dictionary.values().iterator().next() instanceof Map<?, ?> inner
                ? inner
                : dictionary;
    }
}
