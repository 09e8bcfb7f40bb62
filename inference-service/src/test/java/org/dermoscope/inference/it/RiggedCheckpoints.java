package org.dermoscope.inference.it;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Map;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.architecture.SequentialCnn;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.classify.Prediction;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;

/** Real checkpoints of the real network whose weights make it sure of one class, whatever the image. */
final class RiggedCheckpoints {
    private static final Architecture ARCHITECTURE = new SequentialCnn();

    private RiggedCheckpoints() {}

    /** @param seed 0..999; another one is another checkpoint */
    static Checkpoint publish(ArtifactStore store, String label, int seed) {
        CheckpointFixtures fixtures = new CheckpointFixtures(ARCHITECTURE);
        Map<String, byte[]> objects = fixtures.objects(seed, weights(LesionClass.ofCode(label)));
        return new CheckpointRepository(store).publish(fixtures.draft(seed, objects), objects);
    }

    static Checkpoint publishChampion(ArtifactStore store, String label, int seed) {
        Checkpoint checkpoint = publish(store, label, seed);
        CheckpointFixtures.moveChampion(store, checkpoint.stored());
        return checkpoint;
    }

    /** What such a checkpoint answers to every image. */
    static Prediction expected(LesionClass sure) {
        return Prediction.ofLogits(logits(sure));
    }

    /** All seven different, so that any two that are exchanged show. */
    private static float[] logits(LesionClass sure) {
        float[] logits = new float[LesionClass.COUNT];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 0.1f * i + (i == sure.index() ? 3 : 0);
        }
        return logits;
    }

    private static byte[] weights(LesionClass sure) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                NoGradient off = new NoGradient()) {
            Block network = ARCHITECTURE.newNetwork(NetworkOptions.INFERENCE);
            network.initialize(
                    manager,
                    DataType.FLOAT32,
                    new Shape(
                            1,
                            3,
                            ARCHITECTURE.input().height(),
                            ARCHITECTURE.input().width()));
            for (Pair<String, Parameter> entry : network.getParameters()) {
                NDArray array = entry.getValue().getArray();
                array.muli(0);
                if (entry.getKey().contains("logits") && entry.getKey().endsWith("bias")) {
                    array.set(new NDIndex("..."), manager.create(logits(sure)));
                }
            }
            return WeightsCodec.encode(network);
        }
    }
}
