package org.dermoscope.faults;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Requests that the services take, to mutate. Stateless. */
final class ValidRequests {
    private ValidRequests() {}

    static List<RawRequest> inference(byte[] jpeg) throws IOException {
        byte[] png = png(90, 68);
        byte[] large = Web.form(png(900, 600));
        String base64 = Base64.getEncoder().encodeToString(png);
        byte[] batch = batch(jpeg, png);
        RawRequest single = RawRequest.of("POST", "/predict", Web.formType(), Web.form(jpeg));
        return List.of(
                single,
                RawRequest.of("POST", "/predict?explain=true", Web.formType(), Web.form(png)),
                RawRequest.of("POST", "/predict", Web.formType(), Web.form(png)),
                single.inChunks(700),
                // More than is read into memory, so that it goes through files.
                RawRequest.of("POST", "/predict", Web.formType(), large),
                RawRequest.of("POST", "/predict_batch", Web.formType(), batch),
                RawRequest.of("POST", "/predict_base64", "application/json", utf8("{\"image\":\"" + base64 + "\"}")),
                RawRequest.of(
                        "POST",
                        "/v2/models/dermoscope/infer",
                        "application/json",
                        utf8(
                                "{\"id\":\"a\",\"parameters\":{\"binary_data_output\":false},\"inputs\":[{\"name\":\"image\","
                                        + "\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{},\"data\":[\"" + base64
                                        + "\"]}],\"outputs\":[{\"name\":\"class\"}]}")),
                binary(png),
                asOperator("/model/rollback", utf8("{\"checkpoint_id\":\"sequential-cnn-20261123T205200Z-4f09ab\"}")),
                asOperator("/model/rollback", utf8("{\"checkpoint_id\":\"ensemble-20261123T205200Z-4f09ab\"}")),
                RawRequest.of("GET", "/health", "", new byte[0]),
                RawRequest.of("GET", "/model", "", new byte[0]),
                RawRequest.of("GET", "/v2/models/dermoscope", "", new byte[0]));
    }

    static List<RawRequest> trainer() {
        String job =
                "{\"kind\":\"training\",\"architecture\":\"sequential-cnn\",\"epochs\":1,\"batch_size\":8,\"seed\":42,"
                        + "\"data\":{\"sample\":true},\"split\":{\"by\":\"lesion\",\"train\":0.7,\"validation\":0.15,\"test\":0.15},"
                        + "\"optimizer\":{\"kind\":\"adam\",\"learning_rate\":0.001},\"schedule\":{\"kind\":\"plateau\"},"
                        + "\"augmentation\":{\"rotation\":10},\"normalization\":\"pooled\",\"imbalance\":{\"kind\":\"none\"},"
                        + "\"precision\":\"fp32\",\"promote\":\"never\"}";
        String range = "{\"kind\":\"lr_range_test\",\"architecture\":\"custom-resnet\","
                + "\"lr_range\":{\"min_learning_rate\":1e-6,\"max_learning_rate\":1,\"steps\":5}}";
        String ensemble = "{\"kind\":\"ensemble\",\"data\":{\"sample\":true},\"ensemble\":{\"candidates\":["
                + "\"sequential-cnn-20261123T205200Z-4f09ab\",\"custom-resnet-20261124T061500Z-90c1d2\"],\"max_members\":3}}";
        RawRequest minimal = asOperator("/jobs", utf8("{\"architecture\":\"sequential-cnn\"}"));
        return List.of(
                asOperator("/jobs", utf8(job)),
                asOperator("/jobs", utf8(range)),
                asOperator("/jobs", utf8(ensemble)),
                minimal,
                minimal.inChunks(9),
                asOperator("/checkpoints/sequential-cnn-20261123T205200Z-4f09ab/promote", utf8("{}")),
                RawRequest.of("GET", "/jobs/20261123T205200Z-4f09ab", "", new byte[0]),
                asOperator("/jobs/20261123T205200Z-4f09ab/cancel", new byte[0]),
                RawRequest.of("GET", "/checkpoints/sequential-cnn-20261123T205200Z-4f09ab", "", new byte[0]),
                asOperator("/ensembles/ensemble-20261123T205200Z-4f09ab/promote", utf8("{}")),
                RawRequest.of("GET", "/ensembles/ensemble-20261123T205200Z-4f09ab", "", new byte[0]),
                RawRequest.of("GET", "/architectures", "", new byte[0]));
    }

    /** With the token, so that what is mutated is read at all. */
    private static RawRequest asOperator(String target, byte[] body) {
        return RawRequest.of("POST", target, body.length == 0 ? "" : "application/json", body)
                .with("Authorization: Bearer " + Web.TOKEN, false);
    }

    private static RawRequest binary(byte[] image) {
        byte[] json = utf8("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],"
                + "\"parameters\":{\"binary_data_size\":" + (image.length + 4) + "}}]}");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        for (int i = 0; i < 4; i++) {
            body.write(image.length >> 8 * i);
        }
        body.writeBytes(image);
        return RawRequest.of("POST", "/v2/models/dermoscope/infer", "application/octet-stream", body.toByteArray())
                .with("Inference-Header-Content-Length: " + json.length, false);
    }

    private static byte[] batch(byte[] jpeg, byte[] png) {
        String first = new String(Web.form(jpeg), StandardCharsets.ISO_8859_1);
        String second = new String(Web.form(png), StandardCharsets.ISO_8859_1);
        String boundary = first.substring(0, first.indexOf("\r\n"));
        return (first.substring(0, first.lastIndexOf(boundary)) + second).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(7);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, noise.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
