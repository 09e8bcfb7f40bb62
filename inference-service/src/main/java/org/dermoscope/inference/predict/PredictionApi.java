package org.dermoscope.inference.predict;

import java.util.List;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.PredictionError;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the OpenAPI document says of the routes that predict, beside their code. */
final class PredictionApi {
    static final String EXPLAIN =
            "Whether the answer says what each part of the image contributes to the most probable class";

    static final String EXPLAIN_CLASS = "Explains this class instead of the most probable one";

    static final String ANSWER = """
            {"class_code":"mel","class_name":"Melanoma","class_index":4,"confidence":0.7312048173,
             "all_probabilities":{"Actinic keratoses":0.0101,"Basal cell carcinoma":0.0203,
              "Benign keratosis-like lesions":0.0808,"Dermatofibroma":0.0052,"Melanoma":0.7312048173,
              "Melanocytic nevi":0.1484951827,"Vascular lesions":0.0041},
             "top_k":[{"class_code":"mel","class_name":"Melanoma","class_index":4,"confidence":0.7312048173},
              {"class_code":"nv","class_name":"Melanocytic nevi","class_index":5,"confidence":0.1484951827},
              {"class_code":"bkl","class_name":"Benign keratosis-like lesions","class_index":2,"confidence":0.0808}],
             "confidence_calibrated":true,"melanoma_alert":true,
             "melanoma_operating_point":{"threshold":0.096,"sensitivity":0.904,"specificity":0.682},
             "abstained":false,"abstention":null,"evidence":null,
             "model":"sequential-cnn-20261123T205200Z-4f09ab","synthetic":false,"data":"ham10000",
             "disclaimer":"Research and screening support only; not a medical device."}""";

    static final String BATCH = """
            [{"class_code":"nv","class_name":"Melanocytic nevi","class_index":5,"confidence":0.94,
              "all_probabilities":{"Actinic keratoses":0.01,"Basal cell carcinoma":0.01,
               "Benign keratosis-like lesions":0.01,"Dermatofibroma":0.01,"Melanoma":0.01,"Melanocytic nevi":0.94,
               "Vascular lesions":0.01},
              "top_k":[{"class_code":"nv","class_name":"Melanocytic nevi","class_index":5,"confidence":0.94}],
              "confidence_calibrated":true,"melanoma_alert":false,
              "melanoma_operating_point":{"threshold":0.096,"sensitivity":0.904,"specificity":0.682},
              "abstained":true,"abstention":{"reason":"blurred",
               "explanation":"The image is less sharp than those that the network was trained on",
               "value":1.9,"threshold":2.4},"evidence":null,
              "model":"sequential-cnn-20261123T205200Z-4f09ab","synthetic":false,"data":"ham10000",
              "disclaimer":"Research and screening support only; not a medical device."},
             {"error":"The PNG image ends after 20 of its bytes; allowed: a complete image",
              "code":"unreadable_image","status":422}]""";

    static final String BASE64_REQUEST = """
            {"image":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGO4c/YRAAT2Al5yFBsuAAAAAElFTkSuQmCC"}""";

    static final String MISSING_FIELD = """
            {"error":"No part is named 'image'; the request has parts named 'file'","code":"missing_field"}""";

    static final String DEADLINE = """
            Milliseconds after which the answer is of no use: work that has not begun by then is not done, and the answer
            is 504. The service's own deadline, 10 seconds by default, holds for a longer one and for none.""";

    private PredictionApi() {}

    /** The form of a request with one image; only for the document. */
    static final class ImageForm {
        @Schema(
                type = SchemaType.STRING,
                format = "binary",
                required = true,
                description = "JPEG, PNG, BMP, WebP, GIF or TIFF; at most 10 MiB and 50 megapixels by default")
        public String image = "";
    }

    /** The form of a request with several images; only for the document. */
    static final class BatchForm {
        @Schema(
                type = SchemaType.ARRAY,
                required = true,
                minItems = 1,
                maxItems = 64,
                description = "Several parts of this name, each an image file")
        public List<Binary> image = List.of();
    }

    /** One element of a batch answer; only for the document. */
    @Schema(oneOf = {PredictionAnswer.class, PredictionError.class})
    interface BatchElement {}

    /** A file's content; only for the document. */
    @Schema(type = SchemaType.STRING, format = "binary")
    interface Binary {}
}
