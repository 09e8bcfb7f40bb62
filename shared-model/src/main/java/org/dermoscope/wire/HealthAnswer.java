package org.dermoscope.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the inference service works, and with which model.
 *
 * @param status {@code healthy}, {@code degraded} (serves, but something needs attention) or {@code no_model}
 * @param service always {@link #SERVICE}
 * @param reason why it is not healthy, one sentence; empty when it is
 * @param model id of the checkpoint or the ensemble served; null when there is none
 * @param members of the ensemble, the heaviest first; null where a checkpoint is served
 * @param engine that runs it: {@code onednn-int8}, {@code onnx-int8}, {@code onnx} or {@code pytorch}, or several of them, joined by
 *     {@code +}, of an ensemble; null without a model
 * @param data name of the data that the checkpoint was trained on; null without a model
 * @param synthetic true when that is the generated sample; null without a model
 * @param disclaimer see {@link Disclaimer#TEXT}
 */
public record HealthAnswer(
        String status,
        String service,
        String reason,
        @Nullable String model,
        @Nullable List<EnsembleMember> members,
        @Nullable String engine,
        @Nullable String data,
        @Nullable Boolean synthetic,
        String disclaimer) {
    public static final String SERVICE = "skin_cancer_detection";
}
