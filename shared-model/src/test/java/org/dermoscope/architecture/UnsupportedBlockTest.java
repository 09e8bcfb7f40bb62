package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Map;
import org.dermoscope.graph.UnsupportedBlockException;
import org.junit.jupiter.api.Test;

class UnsupportedBlockTest {
    private static final class Swish extends ImageBlock {
        @Override
        protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
            return input;
        }

        @Override
        protected Shape outputShape(Shape input) {
            return input;
        }
    }

    @Test
    void anExportNamesTheBlockThatItDoesNotSupport() {
        ClassificationNetwork network =
                new ClassificationNetwork(Map.of("activation", new Swish()), LinearHead.averaging(3));
        assertThatThrownBy(() -> network.graph(new InputSize(8, 8)))
                .isInstanceOf(UnsupportedBlockException.class)
                .hasMessage("The block 'activation' of type Swish cannot be exported: it does not describe what it"
                        + " computes");
    }
}
