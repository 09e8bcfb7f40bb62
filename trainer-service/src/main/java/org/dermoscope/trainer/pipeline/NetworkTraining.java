package org.dermoscope.trainer.pipeline;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.classify.Prediction;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.Augmenter;
import org.dermoscope.trainer.data.BatchConfig;
import org.dermoscope.trainer.data.LesionDataset;
import org.dermoscope.trainer.data.TrainingBatches;
import org.dermoscope.trainer.evaluation.EpochEvaluation;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.ClassWeights;
import org.dermoscope.trainer.run.EpochLoop;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.dermoscope.trainer.run.TrainingInputs;
import org.dermoscope.trainer.run.TrainingOutcome;

/** Trains one new network on the data of a run. Its native memory is free again when {@link #train} returns. */
record NetworkTraining(Architecture architecture, RunConfig config, RunData data, RunListener listener) {
    private static final String ENGINE = "PyTorch";
    private static final int VALIDATION_BATCH = 32;

    /** @param dataThreads that augment images beside the training step */
    TrainedWeights train(int dataThreads) throws InterruptedException {
        TrainingBatches batches = new TrainingBatches(
                data.training(),
                new Augmenter(config.augmentation(), data.preprocessor()),
                new BatchConfig(config.batchSize(), config.seed(), dataThreads));
        TrainingInputs inputs = new TrainingInputs(
                architecture.input(),
                batches.batches(),
                batches::epoch,
                ClassWeights.of(config.imbalance(), data.training().labels()),
                this::validate);
        try (NDManager manager = NDManager.newBaseManager(ENGINE)) {
            Block network = architecture.newNetwork(config.batchNormMomentum());
            InitialWeights.initialize(network, architecture.input(), manager, config.seed());
            TrainingOutcome outcome = new EpochLoop(config, inputs, listener).run(network);
            ArchitectureSummary summary = ArchitectureSummary.of(network);
            return new TrainedWeights(
                    new Manifest.NetworkInfo(architecture.id(), summary.hash(), summary.parameters()),
                    WeightsCodec.encode(network),
                    outcome);
        }
    }

    /** Through a classifier of the epoch's weights, the path that the published weights take as well. */
    private EpochFigures validate(Block network) {
        LesionDataset validation = data.validation();
        EpochEvaluation evaluation = new EpochEvaluation();
        try (PyTorchLesionClassifier classifier =
                PyTorchLesionClassifier.of(architecture, data.preprocessor().spec(), WeightsCodec.encode(network))) {
            for (int from = 0; from < validation.size(); from += VALIDATION_BATCH) {
                if (listener.cancelled()) {
                    throw new RunCancelledException();
                }
                int to = Math.min(validation.size(), from + VALIDATION_BATCH);
                List<RgbImage> images = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    images.add(validation.image(i));
                }
                List<Prediction> predictions = classifier.classify(images);
                for (int i = from; i < to; i++) {
                    evaluation.add(predictions.get(i - from), LesionClass.ofIndex(validation.label(i)));
                }
            }
        }
        return evaluation.figures();
    }
}
