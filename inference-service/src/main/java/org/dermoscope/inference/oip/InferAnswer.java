package org.dermoscope.inference.oip;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ModelFacts;
import org.dermoscope.classify.Prediction;
import org.dermoscope.inference.predict.Classification;
import org.dermoscope.inference.predict.Outcome;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.Disclaimer;

/** From a classification to the protocol's answer. */
final class InferAnswer {
    private final InferRequest request;
    private final ByteArrayOutputStream behind = new ByteArrayOutputStream();

    InferAnswer(InferRequest request) {
        this.request = request;
    }

    /** @throws ApiException if an image was refused: the protocol has no errors of single elements */
    Response of(Classification classification, List<OutputChoice> choices) {
        List<ClassifiedImage> images = classified(classification);
        List<InferResponse.Output> outputs =
                choices.stream().map(choice -> output(choice, images)).toList();
        ModelFacts model = classification.model();
        Map<String, Object> parameters = Map.of(
                "synthetic", model.data().synthetic(),
                "data", model.data().name(),
                "disclaimer", Disclaimer.TEXT);
        InferResponse answer = new InferResponse(Tensors.MODEL, model.id(), request.id(), parameters, outputs);
        return choices.stream().anyMatch(OutputChoice::binary) ? mixed(answer) : json(answer);
    }

    private static List<ClassifiedImage> classified(Classification classification) {
        List<ClassifiedImage> images = new ArrayList<>();
        for (Outcome outcome : classification.outcomes()) {
            if (outcome instanceof Outcome.Refused refused) {
                ApiException why = refused.refusal();
                throw new ApiException(
                        why.status(),
                        why.code(),
                        "Element " + images.size() + " of tensor 'image': " + why.sentence(),
                        why.retryAfter());
            }
            images.add(((Outcome.Classified) outcome).image());
        }
        return images;
    }

    private InferResponse.Output output(OutputChoice choice, List<ClassifiedImage> images) {
        TensorMetadata tensor = choice.tensor();
        List<Long> shape = new ArrayList<>(tensor.shape());
        shape.set(0, (long) images.size());
        List<Object> data = images.stream().flatMap(image -> row(tensor, image)).toList();
        if (!choice.binary()) {
            return new InferResponse.Output(tensor.name(), tensor.datatype(), shape, null, data);
        }
        byte[] bytes = BytesTensor.of(data);
        behind.writeBytes(bytes);
        return new InferResponse.Output(
                tensor.name(), tensor.datatype(), shape, Map.of("binary_data_size", bytes.length), null);
    }

    private static Stream<Object> row(TensorMetadata tensor, ClassifiedImage image) {
        Prediction prediction = image.network().prediction();
        if (tensor.equals(Tensors.PROBABILITIES)) {
            return LesionClass.all().stream().map(prediction::probability);
        }
        return Stream.of(
                tensor.equals(Tensors.CLASS) ? prediction.top().code() : (Object) (image.abstention() != null));
    }

    private static Response json(InferResponse answer) {
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response mixed(InferResponse answer) {
        byte[] json;
        try {
            json = Json.strict().writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is strings, numbers and truth values", e);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(json.length + behind.size());
        body.writeBytes(json);
        body.writeBytes(behind.toByteArray());
        return Response.ok(body.toByteArray(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(InferBody.JSON_LENGTH, json.length)
                .build();
    }
}
