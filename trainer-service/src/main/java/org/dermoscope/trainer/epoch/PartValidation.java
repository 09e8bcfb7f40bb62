package org.dermoscope.trainer.epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.EvaluationBatches;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.evaluation.EpochEvaluation;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.RunCancelledException;

/** Measures a network on the batches of the validation part. Holds no native memory between calls. */
public final class PartValidation implements Validation {
    private static final String ENGINE = "PyTorch";

    /** What a network with outputs that are no numbers has: the loop ends the run as diverged. */
    private static final EpochFigures NO_FIGURES = new EpochFigures(0, Double.NaN, 0, 0, Map.of());

    private final EvaluationBatches batches;
    private final InputSize input;
    private final BooleanSupplier cancelled;

    /** @param cancelled asked before each batch */
    public PartValidation(EvaluationBatches batches, InputSize input, BooleanSupplier cancelled) {
        this.batches = batches;
        this.input = input;
        this.cancelled = cancelled;
    }

    /** @throws RunCancelledException if the run is cancelled or the thread interrupted meanwhile */
    @Override
    public EpochFigures validate(Block network) {
        EpochEvaluation evaluation = new EpochEvaluation();
        BatchUpload upload = new BatchUpload(input);
        try (NDManager manager = Engine.getEngine(ENGINE).newBaseManager();
                BatchSource source = batches.start()) {
            for (TrainingBatch batch = source.next(); batch != null; batch = source.next()) {
                if (cancelled.getAsBoolean()) {
                    throw new RunCancelledException();
                }
                try (NDManager scope = manager.newSubManager()) {
                    NDList inputs = new NDList(upload.upload(batch, scope));
                    NDList outputs = network.forward(new ParameterStore(scope, false), inputs, false);
                    try (NDArray logits = outputs.singletonOrThrow()) {
                        float[] values = logits.toFloatArray();
                        if (!finite(values)) {
                            return NO_FIGURES;
                        }
                        evaluation.addLogits(values, batch.labels(), batch.size());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunCancelledException();
        }
        return evaluation.figures();
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
