package org.dermoscope.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.onnx.OnnxWriter;

/** Whether a network can be exported, asked before it is trained: whether it can does not depend on its weights. */
final class ExportCheck {
    static final String STAGE = "checking that the network can be exported";

    private ExportCheck() {}

    /** @throws UnsupportedBlockException if it cannot; the message names the part */
    static void require(Architecture architecture) {
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            Block network = architecture.newNetwork(NetworkOptions.INFERENCE);
            if (!(network instanceof ClassificationNetwork decomposed)) {
                throw new UnsupportedBlockException("The network of " + architecture.id() + ", of type "
                        + network.getClass().getSimpleName()
                        + ", cannot be exported or explained; one of type ClassificationNetwork can");
            }
            InitialWeights.initialize(network, architecture.input(), manager, 0);
            try {
                OnnxWriter.write(decomposed.graph(architecture.input()));
            } finally {
                network.clear();
            }
        }
    }
}
