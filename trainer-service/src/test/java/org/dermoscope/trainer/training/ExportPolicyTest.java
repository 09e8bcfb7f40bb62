package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.trainer.evaluation.PredictionComparison;
import org.junit.jupiter.api.Test;

class ExportPolicyTest {
    @Test
    void inFloat32EveryProbabilityCounts() {
        assertThat(accepts(ServingEngine.ONNX, 1e-5, 1, 0.6)).isTrue();
        assertThat(accepts(ServingEngine.ONNX, 1.1e-5, 1, 0.6)).isFalse();
    }

    @Test
    void inIntegersTheMostProbableClassAndBalancedAccuracyCount() {
        assertThat(accepts(ServingEngine.ONNX_INT8, 0.4, 0.99, 0.6)).isTrue();
        assertThat(accepts(ServingEngine.ONNX_INT8, 0.01, 0.9899, 0.6)).isFalse();
        assertThat(accepts(ServingEngine.ONNX_INT8, 0.01, 1, 0.5949)).isFalse();
        assertThat(accepts(ServingEngine.ONNX_INT8, 0.01, 1, 0.6051)).isFalse();
        assertThat(accepts(ServingEngine.ONNX_INT8, 0.01, 1, 0.604)).isTrue();
    }

    private static boolean accepts(ServingEngine engine, double difference, double agreement, double accuracy) {
        return ExportPolicy.accepts(engine, new PredictionComparison(1000, difference, agreement, accuracy, 0.6));
    }
}
