package org.dermoscope.pretrained;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the format that PyTorch has written since version 1.6: a zip archive with the dictionary as {@code data.pkl} in a
 * folder, and beside it {@code data/KEY} for each storage. Stateless.
 */
final class TorchArchiveReader {
    private static final String PICKLE = "data.pkl";

    private TorchArchiveReader() {}

    /**
     * @param files of the archive
     * @throws WeightsRefusedException if they are not as PyTorch writes them, or have anything but tensors by name in them
     */
    static StateDictionary read(Map<String, byte[]> files) {
        List<String> pickles = files.keySet().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw new WeightsRefusedException(
                    "The archive has " + pickles.size() + " files " + PICKLE + "; PyTorch writes one");
        }
        String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
        requireLittleEndian(files.get(folder + "byteorder"));
        TorchUnpickler.Pickle pickle =
                TorchUnpickler.read(new ByteArrayInputStream(files.getOrDefault(pickles.get(0), new byte[0])));
        Map<PickledStorage, ByteBuffer> storages = new HashMap<>();
        for (PickledStorage storage : pickle.storages().values()) {
            String name = folder + "data/" + storage.key();
            storages.put(storage, content(name, files.get(name), storage));
        }
        return TorchDictionary.of(pickle.value(), storages::get);
    }

    /** Older archives do not say it. */
    private static void requireLittleEndian(byte @Nullable [] byteOrder) {
        if (byteOrder != null && !new String(byteOrder, StandardCharsets.US_ASCII).equals("little")) {
            throw new WeightsRefusedException("The archive's byte order is '"
                    + new String(byteOrder, StandardCharsets.US_ASCII) + "'; allowed: little");
        }
    }

    private static ByteBuffer content(String name, byte @Nullable [] content, PickledStorage storage) {
        long bytes = content == null ? 0 : content.length;
        if (content == null
                || bytes % storage.type().bytes() != 0
                || bytes / storage.type().bytes() != storage.elements()) {
            throw new WeightsRefusedException(
                    "The archive has " + bytes + " bytes of '" + name + "'; by the pickle it has " + storage.elements()
                            + " elements of " + storage.type().bytes());
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }
}
