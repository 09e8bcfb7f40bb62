package org.dermoscope.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Small files that PyTorch wrote; {@code make.py} beside them says how. */
final class PretrainedFiles {
    private PretrainedFiles() {}

    static byte[] bytes(String name) {
        try (InputStream file = PretrainedFiles.class.getResourceAsStream("/pretrained/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T named(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }
}
