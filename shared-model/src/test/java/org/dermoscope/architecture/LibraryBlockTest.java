package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.graph.UnsupportedBlockException;
import org.junit.jupiter.api.Test;

class LibraryBlockTest {
    private static final InputSize INPUT = new InputSize(8, 8);
    private static final TensorSize IMAGE = new TensorSize(3, 8, 8);

    @Test
    void theZoosNormalisationsHaveTheEpsilonThatIsDeclaredForThem() throws Exception {
        Field epsilon = BatchNorm.class.getDeclaredField("epsilon");
        epsilon.setAccessible(true);
        List<BatchNorm> found = new ArrayList<>();
        collect(new ZooMobileNetV2().newNetwork(NetworkOptions.INFERENCE), found);
        assertThat(found).hasSize(53);
        for (BatchNorm one : found) {
            assertThat(epsilon.getFloat(one)).isEqualTo((float) ZooMobileNetV2.READER.batchNormEpsilon());
        }
    }

    private static void collect(Block block, List<BatchNorm> found) {
        if (block instanceof BatchNorm one) {
            found.add(one);
        }
        block.getChildren().values().forEach(child -> collect(child, found));
    }

    @Test
    void computesInFloat32Only() {
        assertThatThrownBy(() -> new ZooMobileNetV2().newNetwork(new NetworkOptions(0.9, Precision.BF16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mobilenet-v2 cannot compute in BF16; allowed: [FP32]");
    }

    @Test
    void anExportNamesABlockOfTheLibraryThatItCannotRead() {
        Block block = new SequentialBlock().add(Blocks.identityBlock()).add(Activation.swishBlock(1));
        assertRefused(
                block,
                true,
                "The block 'library/02LambdaBlock' of the library's type LambdaBlock (Swish) cannot be exported: there is"
                        + " no node for it here");
    }

    @Test
    void anExportDoesNotGuessWhatAnUndeclaredParallelBlockDoes() {
        Block block = new SequentialBlock()
                .add(new ParallelBlock(lists -> lists.get(0), List.of(Blocks.identityBlock(), Blocks.identityBlock())));
        assertRefused(
                block,
                false,
                "The block 'library/01ParallelBlock' of the library's type ParallelBlock cannot be"
                        + " exported: what it makes of its 2 branches cannot be looked into");
    }

    private static void assertRefused(Block block, boolean parallelAdds, String message) {
        LibraryBlock library = new LibraryBlock(block, IMAGE, new LibraryBlockReader(1e-5, parallelAdds));
        ClassificationNetwork network = new ClassificationNetwork(Map.of("library", library), LinearHead.averaging(3));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            InitialWeights.initialize(network, INPUT, manager, 1);
            assertThatThrownBy(() -> network.graph(INPUT))
                    .isInstanceOf(UnsupportedBlockException.class)
                    .hasMessage(message);
        }
    }
}
