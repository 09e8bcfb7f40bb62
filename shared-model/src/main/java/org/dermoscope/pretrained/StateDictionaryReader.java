package org.dermoscope.pretrained;

/** Reads the tensors of a file in any of the formats that are known, by its content and not by its name. Stateless. */
final class StateDictionaryReader {
    static final int ZIP = 0x504b;
    private static final int PICKLE = 0x80;
    /** A safetensors file has eight bytes before its JSON. */
    private static final int JSON = 8;

    private StateDictionaryReader() {}

    /** @throws WeightsRefusedException if the file is of another format, malformed, or has anything but tensors in it */
    static StateDictionary read(byte[] file) {
        if (begins(file, ZIP)) {
            return TorchArchiveReader.read(ArchiveReader.zip(file, ArchiveReader.MAX_BYTES));
        }
        if (DjlReader.reads(file)) {
            return DjlReader.read(file);
        }
        if (file.length > JSON && file[JSON] == '{') {
            return SafetensorsReader.read(file);
        }
        if (file.length > 0 && Byte.toUnsignedInt(file[0]) == PICKLE) {
            return TorchStreamReader.read(file);
        }
        throw new WeightsRefusedException("The file is none of PyTorch's, no safetensors file and none of DJL's");
    }

    /** Whether these are the first two bytes. */
    static boolean begins(byte[] file, int bytes) {
        return file.length > 1 && (Byte.toUnsignedInt(file[0]) << 8 | Byte.toUnsignedInt(file[1])) == bytes;
    }
}
