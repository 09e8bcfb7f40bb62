package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermoscope.pretrained.PretrainedFiles.named;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.PublicTinyArchitecture;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.FloatTensor;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.Sha256;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedImportTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final PretrainedImport.Origin ORIGIN =
            new PretrainedImport.Origin(Optional.empty(), "Apache-2.0", NOW);
    private static final Architecture ARCHITECTURE = new PublicTinyArchitecture();

    @TempDir
    Path folder;

    /** A safetensors file as the network's authors might have published it. */
    private static Map<String, FloatTensor> published() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put("stem.conv.weight", tensor(.01f, 6, 3, 3, 3));
        tensors.put("stem.conv.bias", tensor(.02f, 6));
        tensors.put("stem.norm.weight", tensor(1, 6));
        tensors.put("stem.norm.bias", tensor(.03f, 6));
        tensors.put("stem.norm.running_mean", tensor(.04f, 6));
        tensors.put("stem.norm.running_var", tensor(2, 6));
        tensors.put("classifier.weight", tensor(.05f, 1000, 6));
        tensors.put("classifier.bias", tensor(.06f, 1000));
        return tensors;
    }

    private static FloatTensor tensor(float factor, long... shape) {
        List<Long> sizes = LongStream.of(shape).boxed().toList();
        float[] values = new float[(int) (long) sizes.stream().reduce(1L, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * (i + 1);
        }
        return new FloatTensor(sizes, values);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private PretrainedWeights read(Path file) throws IOException {
        return PretrainedImport.read(file, ARCHITECTURE, ORIGIN);
    }

    @Test
    void publicNamesBecomeTheNetworksOwn() throws IOException {
        byte[] file = WeightsCodec.encodeValues(published());
        PretrainedWeights imported = read(write("tiny.safetensors", file));

        assertThat(imported.info())
                .isEqualTo(new PretrainedInfo(
                        1,
                        "tiny",
                        "tiny.safetensors",
                        "Apache-2.0",
                        Sha256.of(file),
                        Sha256.of(imported.weights()),
                        6 * 27 + 5 * 6,
                        List.of("classifier.bias", "classifier.weight"),
                        NOW));
        Map<String, StateTensor> tensors =
                StateDictionaryReader.read(imported.weights()).tensors();
        assertThat(tensors.keySet())
                .containsExactly(
                        "01features_gamma",
                        "01features_beta",
                        "01features_running_mean",
                        "01features_running_var",
                        "01features_01conv_kernel",
                        "01features_01conv_bias");
        assertThat(named(tensors, "01features_01conv_kernel").values())
                .isEqualTo(named(published(), "stem.conv.weight").values());
        assertThat(named(tensors, "01features_running_var").values())
                .isEqualTo(named(published(), "stem.norm.running_var").values());
    }

    /** The importer's bytes are what the trainer loads into a network. */
    @Test
    void whatWasImportedFitsTheBackboneOfTheNetwork() throws IOException {
        PretrainedWeights imported = read(write("tiny.safetensors", WeightsCodec.encodeValues(published())));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = RandomWeights.network(ARCHITECTURE, manager);
            Map<String, NDArray> backbone = new LinkedHashMap<>();
            network.getParameters().forEach(entry -> {
                if (!entry.getKey().contains("logits")) {
                    backbone.put(entry.getKey(), entry.getValue().getArray());
                }
            });
            WeightsCodec.load(imported.weights(), backbone);
            assertThat(named(backbone, "01features_beta").toFloatArray())
                    .isEqualTo(named(published(), "stem.norm.bias").values());
        }
    }

    @Test
    void everythingThatDoesNotFitIsListed() throws IOException {
        Map<String, FloatTensor> tensors = published();
        tensors.remove("stem.norm.bias");
        tensors.put("stem.conv.weight", tensor(1, 6, 3, 5, 5));
        tensors.put("stem.norm.num_batches_tracked", tensor(1, 1));
        tensors.put("stem.se.weight", tensor(1, 2));
        tensors.put("tail.weight", tensor(1, 2));
        named(tensors, "stem.norm.running_mean").values()[4] = Float.NaN;
        Path file = write("tiny.safetensors", WeightsCodec.encodeValues(tensors));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessage("""
                        The weights do not fit tiny in 5 places:
                          stem.norm.bias is missing, expected [6]
                          stem.norm.running_mean has the element 4 NaN; weights are finite
                          stem.conv.weight is float32[6, 3, 5, 5], expected [6, 3, 3, 3] of floating-point numbers
                          stem.se.weight has no place in the network
                          tail.weight has no place in the network""");
    }

    @Test
    void theNetworksOwnNamesAreUnderstood() throws IOException {
        byte[] file = RandomWeights.of(ARCHITECTURE, 3);
        PretrainedWeights imported = read(write("weights.safetensors", file));
        assertThat(imported.info().leftOut()).containsExactly("02logits_bias", "02logits_kernel");
        assertThat(imported.info().parameters()).isEqualTo(6 * 27 + 5 * 6);
    }

    @Test
    void withoutATableOnlyTheNetworksOwnNamesAreUnderstood() throws IOException {
        Path file = write("tiny.safetensors", WeightsCodec.encodeValues(published()));
        assertThatThrownBy(() -> PretrainedImport.read(file, new TinyArchitecture(), ORIGIN))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("such as '01features_gamma'");
    }

    @Test
    void parametersOfDjlAreTakenInTheirOrder() throws IOException {
        try (Model model = Model.newInstance("tiny", "PyTorch");
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = RandomWeights.network(ARCHITECTURE, manager);
            RandomWeights.fill(network, 5);
            model.setBlock(network);
            model.setDataType(DataType.FLOAT32);
            model.save(folder, "tiny");
            PretrainedWeights imported = read(folder.resolve("tiny-0000.params"));

            Map<String, StateTensor> tensors =
                    StateDictionaryReader.read(imported.weights()).tensors();
            assertThat(tensors).hasSize(6);
            tensors.forEach((name, tensor) -> assertThat(tensor.values())
                    .isEqualTo(network.getParameters().get(name).getArray().toFloatArray()));
            assertThat(imported.info().leftOut()).containsExactly("#6 kernel", "#7 bias");
        }
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() throws IOException {
        try (Model model = Model.newInstance("other", "PyTorch");
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            model.setBlock(RandomWeights.network(new TinyArchitecture(8), manager));
            model.setDataType(DataType.FLOAT32);
            model.save(folder, "other");
            assertThatThrownBy(() -> read(folder.resolve("other-0000.params")))
                    .isInstanceOf(WeightsRefusedException.class)
                    .hasMessageContaining("in 6 places")
                    .hasMessageContaining("#0 gamma is float32[8], expected [6]");
        }
    }

    @Test
    void aWheelNamesItselfAsTheSource() throws IOException {
        byte[] wheel = zip(Map.of(
                "tiny_weights/models/tiny-1234.safetensors",
                WeightsCodec.encodeValues(published()),
                "tiny_weights/__init__.py",
                bytes("raise SystemExit"),
                "tiny_weights-0.2.0.dist-info/METADATA",
                bytes("Metadata-Version: 2.1\nName: tiny-weights\nVersion: 0.2.0\nLicense: UNKNOWN\n\nName: other\n")));
        PretrainedInfo info = read(write("tiny.whl", wheel)).info();
        assertThat(info.source()).isEqualTo("tiny-weights 0.2.0");
        assertThat(info.sourceSha256()).isEqualTo(Sha256.of(wheel));
    }

    @Test
    void aSourceDistributionIsReadAsAWheelIs() throws IOException {
        byte[] distribution = tarGz(Map.of(
                "tiny-weights-0.2.0/tiny_weights/tiny.safetensors",
                WeightsCodec.encodeValues(published()),
                "tiny-weights-0.2.0/PKG-INFO",
                bytes("Metadata-Version: 2.1\nName: tiny-weights\nVersion: 0.2.0\n")));
        assertThat(read(write("tiny.tar.gz", distribution)).info().source()).isEqualTo("tiny-weights 0.2.0");
    }

    @Test
    void aPackageHoldsExactlyOneFileOfWeights() throws IOException {
        byte[] metadata = bytes("Name: tiny-weights\nVersion: 0.2.0\n");
        Path none = write("none.whl", zip(Map.of("a-1.dist-info/METADATA", metadata, "a/b.py", metadata)));
        Path two = write(
                "two.whl",
                zip(Map.of("a-1.dist-info/METADATA", metadata, "a/x.pth", metadata, "a/y.params", metadata)));
        Path noPackage = write("no.tar.gz", tarGz(Map.of("a/x.pth", metadata)));

        assertThatThrownBy(() -> read(none)).hasMessageContaining("0 files of weights");
        assertThatThrownBy(() -> read(two))
                .hasMessageContaining("2 files of weights")
                .hasMessageContaining("a/x.pth");
        assertThatThrownBy(() -> read(noPackage)).hasMessageContaining("no Python package");
    }

    @Test
    void anArchiveThatUnpacksToMoreThanIsAllowedIsRefused() throws IOException {
        Map<String, byte[]> files = Map.of("a.pth", new byte[1 << 20]);
        for (Reading reading : List.<Reading>of(
                limit -> ArchiveReader.zip(zip(files), limit), limit -> ArchiveReader.tarGz(tarGz(files), limit))) {
            assertThat(reading.within(1 << 20)).containsOnlyKeys("a.pth");
            assertThatThrownBy(() -> reading.within((1 << 20) - 1))
                    .isInstanceOf(WeightsRefusedException.class)
                    .hasMessageContaining("or 1048575 bytes");
        }
    }

    private interface Reading {
        Map<String, byte[]> within(int limit) throws IOException;
    }

    @Test
    void weightsAreFoundAsTheyWerePublished() throws IOException {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(folder.resolve("store"))) {
            PretrainedRepository repository = new PretrainedRepository(store);
            assertThat(repository.find("tiny")).isEmpty();

            PretrainedWeights first = read(write("weights.safetensors", RandomWeights.of(ARCHITECTURE, 1)));
            PretrainedWeights second = read(write("weights.safetensors", RandomWeights.of(ARCHITECTURE, 2)));
            repository.publish(first);
            repository.publish(second);

            PretrainedWeights found = repository.find("tiny").orElseThrow();
            assertThat(found.info()).isEqualTo(second.info());
            assertThat(found.weights()).isEqualTo(second.weights());
            assertThat(repository.info("tiny")).contains(second.info());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
