package org.dermoscope.pretrained;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.SafetensorsHeader;

/** Reads safetensors files. Stateless. */
final class SafetensorsReader {
    private SafetensorsReader() {}

    /** @throws WeightsRefusedException if the file is malformed or has a tensor of a type that is not known */
    static StateDictionary read(byte[] file) {
        SafetensorsHeader header;
        try {
            header = SafetensorsHeader.read(file);
        } catch (CheckpointRejectedException e) {
            throw new WeightsRefusedException(e.getMessage(), e);
        }
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        header.tensors().forEach((name, tensor) -> {
            ByteBuffer data = ByteBuffer.wrap(file)
                    .slice(header.dataStart() + tensor.begin(), tensor.end() - tensor.begin())
                    .order(ByteOrder.LITTLE_ENDIAN);
            try {
                tensors.put(
                        name,
                        new StateTensor(
                                ElementType.named(ElementType::safetensors, tensor.dtype()),
                                TensorLayout.contiguous(tensor.shape()),
                                data));
            } catch (WeightsRefusedException e) {
                throw new WeightsRefusedException("The file's '" + name + "' is refused: " + e.getMessage(), e);
            }
        });
        return new StateDictionary(true, tensors);
    }
}
