package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.graph.UnsupportedBlockException;
import org.junit.jupiter.api.Test;

class ExportCheckTest {
    private final TinyArchitecture tiny = new TinyArchitecture();

    @Test
    void passesANetworkThatCanBeExported() {
        assertThatCode(() -> ExportCheck.require(tiny)).doesNotThrowAnyException();
    }

    @Test
    void namesANetworkThatCannot() {
        assertThatThrownBy(() -> ExportCheck.require(new Opaque()))
                .isInstanceOf(UnsupportedBlockException.class)
                .hasMessage("The network of opaque, of type LambdaBlock, cannot be exported or explained; one of type"
                        + " ClassificationNetwork can");
    }

    private final class Opaque implements Architecture {
        @Override
        public String id() {
            return "opaque";
        }

        @Override
        public String description() {
            return "Nothing that can be looked into";
        }

        @Override
        public InputSize input() {
            return tiny.input();
        }

        @Override
        public TrainingRecipe recipe() {
            return tiny.recipe();
        }

        @Override
        public TrainingRecipe sampleRecipe() {
            return tiny.sampleRecipe();
        }

        @Override
        public Block newNetwork(NetworkOptions options) {
            return Blocks.identityBlock();
        }
    }
}
