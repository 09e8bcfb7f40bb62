package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.trainer.evaluation.PredictionComparison;

/** Whether a form of a network is near enough to it to be served. A pure decision. */
final class ExportPolicy {
    static final double LARGEST_FLOAT_DIFFERENCE = 1e-5;
    static final double LEAST_AGREEMENT = 0.99;
    static final double LARGEST_BALANCED_ACCURACY_LOSS = 0.005;

    private ExportPolicy() {}

    /** In float32 every probability is compared; in integers what they lead to, better being as suspicious as worse. */
    static boolean accepts(ServingEngine engine, PredictionComparison comparison) {
        if (engine == ServingEngine.ONNX_INT8) {
            double change = comparison.balancedAccuracy() - comparison.referenceBalancedAccuracy();
            return comparison.agreement() >= LEAST_AGREEMENT && Math.abs(change) <= LARGEST_BALANCED_ACCURACY_LOSS;
        }
        return comparison.largestDifference() <= LARGEST_FLOAT_DIFFERENCE;
    }
}
