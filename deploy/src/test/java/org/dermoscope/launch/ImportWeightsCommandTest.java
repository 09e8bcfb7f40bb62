package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.checkpoint.FloatTensor;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.pretrained.PretrainedRepository;
import org.dermoscope.pretrained.PretrainedWeights;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs without libtorch, as the launcher does. */
class ImportWeightsCommandTest {
    private static final Architecture ARCHITECTURE = Architectures.byId("custom-resnet");

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(Path file) throws LaunchException {
        ImportWeightsOptions options = ImportWeightsOptions.parse(
                List.of(
                        file.toString(),
                        "--architecture",
                        ARCHITECTURE.id(),
                        "--licence",
                        "CC0-1.0",
                        "--source",
                        "a drawing",
                        "--store",
                        root.resolve("store").toString()),
                root);
        return ImportWeightsCommand.run(new PrintStream(printed, true, StandardCharsets.UTF_8), options);
    }

    private static Map<String, FloatTensor> weights() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        ARCHITECTURE.newNetwork(NetworkOptions.INFERENCE).getParameters().forEach(entry -> {
            Parameter parameter = entry.getValue();
            List<Long> shape =
                    LongStream.of(parameter.getShape().getShape()).boxed().toList();
            tensors.put(
                    entry.getKey(),
                    new FloatTensor(shape, new float[(int) parameter.getShape().size()]));
        });
        return tensors;
    }

    @Test
    void importedWeightsLieInTheStore() throws Exception {
        Path file = Files.write(root.resolve("weights.safetensors"), WeightsCodec.encodeValues(weights()));

        assertThat(run(file)).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Imported 2,487,648 parameters for custom-resnet")
                .contains("a drawing, SHA-256 ")
                .contains("licence   CC0-1.0")
                .contains("left out  ");
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(root.resolve("store"))) {
            PretrainedWeights found =
                    new PretrainedRepository(store).find(ARCHITECTURE.id()).orElseThrow();
            assertThat(found.info().parameters()).isEqualTo(2_487_648);
            assertThat(found.info().licence()).isEqualTo("CC0-1.0");
        }
    }

    @Test
    void weightsThatDoNotFitAreNotStored() throws Exception {
        Map<String, FloatTensor> weights = weights();
        String first = weights.keySet().iterator().next();
        weights.remove(first);
        Path file = Files.write(root.resolve("weights.safetensors"), WeightsCodec.encodeValues(weights));

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("'" + file + "' is not imported")
                .hasMessageContaining(first + " is missing");
        assertThat(root.resolve("store")).doesNotExist();
    }
}
