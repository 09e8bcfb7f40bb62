package org.dermoscope.pretrained;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the format that PyTorch wrote before version 1.6: pickles of a magic number, of the format's version, of the
 * machine, of the dictionary and of the storages' keys, then the storages in the order of the keys, each as its number of
 * elements in eight bytes and the elements. Stateless.
 */
final class TorchStreamReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int VERSION = 1001;

    private TorchStreamReader() {}

    /** @throws WeightsRefusedException if the file is malformed or has anything but tensors by name in it */
    static StateDictionary read(byte[] file) {
        ByteArrayInputStream stream = new ByteArrayInputStream(file);
        if (!MAGIC.equals(TorchUnpickler.read(stream).value())) {
            throw new WeightsRefusedException(
                    "The file's first pickle is not the number that PyTorch's files begin with");
        }
        requireVersion(TorchUnpickler.read(stream).value());
        requireLittleEndian(TorchUnpickler.read(stream).value());
        TorchUnpickler.Pickle pickle = TorchUnpickler.read(stream);
        Object keys = TorchUnpickler.read(stream).value();
        ByteBuffer data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        data.position(file.length - stream.available());
        Map<PickledStorage, ByteBuffer> storages = storages(data, keys, pickle.storages());
        return TorchDictionary.of(pickle.value(), storages::get);
    }

    private static void requireVersion(Object version) {
        if (!(version instanceof Number number) || number.longValue() != VERSION) {
            throw new WeightsRefusedException(
                    "The file's format has the version " + version + "; known: [" + VERSION + "]");
        }
    }

    private static void requireLittleEndian(Object machine) {
        if (!(machine instanceof Map<?, ?> map) || !Boolean.TRUE.equals(map.get("little_endian"))) {
            throw new WeightsRefusedException("The file does not say that it is little-endian; no other is read");
        }
    }

    /** Of every storage that the pickle mentions. */
    private static Map<PickledStorage, ByteBuffer> storages(
            ByteBuffer data, Object keys, Map<String, PickledStorage> mentioned) {
        if (!(keys instanceof List<?> list) || list.size() != mentioned.size()) {
            throw new WeightsRefusedException("The file's list of storages is not that of the " + mentioned.size()
                    + " storages that its tensors have");
        }
        Map<PickledStorage, ByteBuffer> storages = new HashMap<>();
        for (Object key : list) {
            PickledStorage storage = mentioned.get(key);
            if (storage == null || storages.put(storage, next(data, storage)) != null) {
                throw new WeightsRefusedException("The file's list of storages has an unknown one, or one twice");
            }
        }
        return storages;
    }

    private static ByteBuffer next(ByteBuffer data, PickledStorage storage) {
        long elements = data.remaining() < Long.BYTES ? -1 : data.getLong();
        if (elements != storage.elements()
                || elements > data.remaining() / storage.type().bytes()) {
            throw new WeightsRefusedException("The file is malformed or cut off at byte " + data.position()
                    + ", where the " + storage.elements() + " elements of the storage '" + storage.key() + "' belong");
        }
        int bytes = Math.toIntExact(elements * storage.type().bytes());
        ByteBuffer elementsOnly = data.slice(data.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        data.position(data.position() + bytes);
        return elementsOnly;
    }
}
