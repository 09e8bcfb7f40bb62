package org.dermoscope.inference.oip;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.ServedModel;
import org.dermoscope.inference.predict.Classification;
import org.dermoscope.inference.predict.DeadlineHeader;
import org.dermoscope.inference.predict.PredictionService;
import org.dermoscope.inference.predict.RequestLimits;
import org.dermoscope.inference.predict.Upload;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** The protocol's one model: whatever is served at the moment, in one version. Thread-safe. */
public final class OipModels {
    private static final String PLATFORM = "dermoscope_checkpoint";

    private final ActiveModel active;
    private final PredictionService service;
    private final RequestLimits limits;
    private final ImageTensor images;

    public OipModels(ActiveModel active, PredictionService service, RequestLimits limits) {
        this.active = active;
        this.service = service;
        this.limits = limits;
        this.images = new ImageTensor(limits.batchImages());
    }

    ModelMetadata metadata(ModelVersion asked) {
        require(asked, served());
        return new ModelMetadata(
                Tensors.MODEL, served().stream().toList(), PLATFORM, List.of(Tensors.IMAGE), Tensors.OUTPUTS);
    }

    ModelReady ready(ModelVersion asked) {
        require(asked, served());
        return new ModelReady(Tensors.MODEL, served().isPresent());
    }

    /** @throws ApiException as {@code /predict} refuses it, and for a model, a version or a tensor that is not there */
    Response infer(ModelVersion asked, InferBody.Content content, @Nullable String deadline) {
        require(asked, served());
        InferRequest request = content.request();
        List<OutputChoice> outputs = OutputChoice.of(request);
        List<Upload> uploads = images.uploads(request.inputs(), content.behind());
        Classification classification =
                service.classify(uploads, DeadlineHeader.deadline(deadline, limits.deadline()), false);
        require(asked, Optional.of(classification.model().id()));
        return new InferAnswer(request).of(classification, outputs);
    }

    private Optional<String> served() {
        return active.current().map(ServedModel::id);
    }

    private static void require(ModelVersion asked, Optional<String> served) {
        if (!Tensors.MODEL.equals(asked.model())) {
            throw ApiException.notFound(
                    "unknown_model",
                    "Unknown model '" + Shown.shortened(asked.model()) + "'; known: [" + Tensors.MODEL + "]");
        }
        @Nullable String version = asked.version();
        if (version != null && !served.equals(Optional.of(version))) {
            throw ApiException.notFound(
                    "unknown_version",
                    "Version '" + Shown.shortened(version) + "' of model '" + Tensors.MODEL
                            + "' is not served; served: " + served.stream().toList());
        }
    }
}
