package org.dermoscope.inference.it;

import static org.dermoscope.inference.it.RawRequest.form;
import static org.dermoscope.inference.it.RawRequest.json;
import static org.dermoscope.inference.it.RawRequest.post;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dermoscope.inference.SampleImages;

/** Requests that must be refused, each with its status and code. */
final class MalformedRequests {
    private static final byte[] PNG = SampleImages.encoded("png");
    private static final byte[] JPEG = SampleImages.encoded("jpg");
    private static final byte[] BMP = SampleImages.encoded("bmp");
    private static final byte[] GIF = SampleImages.encoded("gif");
    private static final byte[] TIFF = SampleImages.encoded("tiff");
    private static final int MIB = 1 << 20;

    /**
     * @param name for people
     * @param code in the answer's body
     */
    record Case(String name, RawRequest request, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private MalformedRequests() {}

    static Stream<Case> all() {
        return Stream.of(content(), truncated(), headers(), forms(), parameters(), base64(), batches(), routes())
                .flatMap(List::stream);
    }

    private static Case image(String name, byte[] content, int status, String code) {
        return new Case(name, form("/predict", Multipart.image(content)), status, code);
    }

    private static List<Case> content() {
        byte[] flipped = PNG.clone();
        flipped[PNG.length / 2] ^= 0x55;
        byte[] garbage = JPEG.clone();
        Arrays.fill(garbage, 30, garbage.length, (byte) 0);
        return List.of(
                image("empty part", new byte[0], 400, "empty_image"),
                image("one byte", new byte[] {1}, 415, "unsupported_image_type"),
                image("text called JPEG", utf8("just a text"), 415, "unsupported_image_type"),
                image("HTML", utf8("<!doctype html><html></html>"), 415, "unsupported_image_type"),
                image("SVG", utf8("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "unsupported_image_type"),
                image("PDF", utf8("%PDF-1.7\n%âãÏÓ\n"), 415, "unsupported_image_type"),
                image("ZIP", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0}, 415, "unsupported_image_type"),
                image("JSON", utf8("{\"image\":1}"), 415, "unsupported_image_type"),
                image("zeros", new byte[4096], 415, "unsupported_image_type"),
                image("PNG with a flipped bit", flipped, 422, "unreadable_image"),
                image("JPEG of zeros", garbage, 422, "unreadable_image"),
                image("more than 10 MiB", Arrays.copyOf(BMP, 10 * MIB + 1), 413, "image_too_large"));
    }

    private static List<Case> truncated() {
        return List.of(
                image("PNG, signature only", Arrays.copyOf(PNG, 8), 422, "unreadable_image"),
                image("PNG, half a header", Arrays.copyOf(PNG, 20), 422, "unreadable_image"),
                image("PNG, half", Arrays.copyOf(PNG, PNG.length / 2), 422, "unreadable_image"),
                image("PNG without its last chunk", Arrays.copyOf(PNG, PNG.length - 12), 422, "unreadable_image"),
                image("JPEG, start only", Arrays.copyOf(JPEG, 3), 422, "unreadable_image"),
                image("JPEG, first segment", Arrays.copyOf(JPEG, 20), 422, "unreadable_image"),
                image("JPEG, half", Arrays.copyOf(JPEG, JPEG.length / 2), 422, "unreadable_image"),
                image("JPEG, last 40 bytes missing", Arrays.copyOf(JPEG, JPEG.length - 40), 422, "unreadable_image"),
                image("BMP, half a header", Arrays.copyOf(BMP, 20), 422, "unreadable_image"),
                image("BMP, half", Arrays.copyOf(BMP, BMP.length / 2), 422, "unreadable_image"),
                image("GIF, signature only", Arrays.copyOf(GIF, 6), 422, "unreadable_image"),
                image("GIF, half", Arrays.copyOf(GIF, GIF.length / 2), 422, "unreadable_image"),
                image("TIFF, header only", Arrays.copyOf(TIFF, 8), 422, "unreadable_image"),
                image("TIFF, half", Arrays.copyOf(TIFF, TIFF.length / 2), 422, "unreadable_image"),
                image("WebP, header only", utf8("RIFF\u0010\0\0\0WEBPVP8 "), 422, "unreadable_image"));
    }

    private static List<Case> headers() {
        byte[] gif = GIF.clone();
        Arrays.fill(gif, 6, 10, (byte) 0);
        byte[] bmp = BMP.clone();
        Arrays.fill(bmp, 18, 26, (byte) 0);
        return List.of(
                image("PNG bomb of 20000x20000", SampleImages.pngOfSize(20000, 20000), 413, "too_many_pixels"),
                image("PNG of 2^31-1 squared", SampleImages.pngOfSize(0x7fffffff, 0x7fffffff), 413, "too_many_pixels"),
                image("PNG just over 50 megapixels", SampleImages.pngOfSize(50_000_001, 1), 413, "too_many_pixels"),
                image("PNG of 0x0", SampleImages.pngOfSize(0, 0), 422, "unreadable_image"),
                image("PNG of 10x0", SampleImages.pngOfSize(10, 0), 422, "unreadable_image"),
                image("PNG of width 2^32-1", SampleImages.pngOfSize(-1, 10), 413, "too_many_pixels"),
                image("GIF of 0x0", gif, 422, "unreadable_image"),
                image("BMP of 0x0", bmp, 422, "unreadable_image"));
    }

    private static List<Case> forms() {
        String multipart = Multipart.image(PNG).contentType();
        byte[] good = Multipart.image(PNG).bytes();
        return List.of(
                new Case("no body at all", post("/predict", multipart, new byte[0]), 400, "malformed_body"),
                new Case("no part", form("/predict", new Multipart()), 400, "missing_field"),
                new Case("boundary not stated", post("/predict", "multipart/form-data", good), 400, "missing_field"),
                new Case(
                        "empty boundary",
                        post("/predict", "multipart/form-data; boundary=", good),
                        400,
                        "malformed_header"),
                new Case("another boundary", post("/predict", multipart + "X", good), 400, "malformed_body"),
                new Case(
                        "body cut short",
                        post("/predict", multipart, Multipart.image(PNG).unfinished()),
                        400,
                        "malformed_body"),
                new Case(
                        "part without disposition",
                        post("/predict", multipart, utf8("------dermoscope\r\n\r\nx\r\n------dermoscope--\r\n")),
                        400,
                        "missing_field"),
                new Case("no content type", post("/predict", null, good), 400, "missing_field"),
                new Case("JSON to /predict", json("/predict", "{}"), 415, "unsupported_content_type"),
                new Case("an image as the body", post("/predict", "image/png", PNG), 415, "unsupported_content_type"),
                new Case(
                        "URL-encoded form",
                        post("/predict", "application/x-www-form-urlencoded", utf8("image=a")),
                        415,
                        "unsupported_content_type"),
                new Case(
                        "malformed content type", post("/predict", "multipart", good), 415, "unsupported_content_type"),
                new Case(
                        "part named file",
                        form("/predict", new Multipart().file("file", "a.png", PNG)),
                        400,
                        "missing_field"),
                new Case(
                        "part named Image",
                        form("/predict", new Multipart().file("Image", "a.png", PNG)),
                        400,
                        "missing_field"),
                new Case(
                        "part without a name",
                        form("/predict", new Multipart().part("filename=\"a.png\"", "image/png", PNG)),
                        400,
                        "missing_field"),
                new Case(
                        "image as a text field",
                        form("/predict", new Multipart().text("image", "hello")),
                        400,
                        "not_a_file"),
                new Case(
                        "two images",
                        form("/predict", Multipart.image(PNG).file("image", "b.png", PNG)),
                        400,
                        "several_images"),
                new Case(
                        "a further field",
                        form("/predict", Multipart.image(PNG).text("top_k", "3")),
                        400,
                        "unknown_field"),
                new Case(
                        "text field of 3000 bytes",
                        form("/predict", Multipart.image(PNG).text("note", "n".repeat(3000))),
                        413,
                        "body_too_large"),
                new Case("body over the limit", post("/predict", multipart, new byte[25 * MIB]), 413, "body_too_large"),
                new Case(
                        "body over the limit, in chunks",
                        form("/predict", Multipart.image(new byte[25 * MIB])).inChunks(),
                        413,
                        "body_too_large"));
    }

    private static List<Case> parameters() {
        return Stream.of("0", "8", "-1", "abc", "1.5", "", "%2B3", "99999999999", "3&top_k=4", "3%00")
                .map(value -> new Case(
                        "top_k=" + value,
                        form("/predict?top_k=" + value, Multipart.image(PNG)),
                        400,
                        "invalid_parameter"))
                .collect(Collectors.collectingAndThen(Collectors.toList(), cases -> {
                    cases.add(new Case(
                            "unknown parameter",
                            form("/predict?topk=3", Multipart.image(PNG)),
                            400,
                            "unknown_parameter"));
                    cases.add(new Case(
                            "top_k=9 in JSON",
                            json("/predict_base64?top_k=9", "{\"image\":\"AAAA\"}"),
                            400,
                            "invalid_parameter"));
                    cases.add(new Case(
                            "top_k=9 in a batch",
                            form("/predict_batch?top_k=9", Multipart.image(PNG)),
                            400,
                            "invalid_parameter"));
                    return cases;
                }));
    }

    private static Case base64(String name, String body, int status, String code) {
        return new Case("base64: " + name, json("/predict_base64", body), status, code);
    }

    private static List<Case> base64() {
        String half = Base64.getEncoder().encodeToString(Arrays.copyOf(JPEG, JPEG.length / 2));
        String large = "A".repeat(14 * MIB);
        return List.of(
                base64("empty body", "", 400, "missing_field"),
                base64("not JSON", "image=abc", 400, "malformed_json"),
                base64("cut short", "{\"image\":\"AAAA", 400, "malformed_json"),
                base64("an array", "[]", 400, "malformed_json"),
                base64("a string", "\"AAAA\"", 400, "malformed_json"),
                base64("null", "null", 400, "missing_field"),
                base64("a number", "1", 400, "malformed_json"),
                base64("no field", "{}", 400, "missing_field"),
                base64("null field", "{\"image\":null}", 400, "missing_field"),
                base64("a number in the field", "{\"image\":5}", 400, "invalid_value"),
                base64("an object in the field", "{\"image\":{}}", 400, "invalid_value"),
                base64("an array in the field", "{\"image\":[\"AAAA\"]}", 400, "invalid_value"),
                base64("an unknown field", "{\"image\":\"AAAA\",\"top_k\":3}", 400, "unknown_field"),
                base64("the field twice", "{\"image\":\"AAAA\",\"image\":\"AAAA\"}", 400, "malformed_json"),
                base64("two documents", "{\"image\":\"AAAA\"}{}", 400, "malformed_json"),
                base64("deep nesting", "[".repeat(5000), 400, "malformed_json"),
                base64("empty string", "{\"image\":\"\"}", 400, "empty_image"),
                base64("spaces only", "{\"image\":\"  \\n\"}", 400, "empty_image"),
                base64("not base64", "{\"image\":\"%%%%\"}", 400, "invalid_base64"),
                base64("one character", "{\"image\":\"A\"}", 400, "invalid_base64"),
                base64("padding in the middle", "{\"image\":\"AA==AAAA\"}", 400, "invalid_base64"),
                base64("data URI without base64", "{\"image\":\"data:image/png,abc\"}", 400, "invalid_base64"),
                base64("empty data URI", "{\"image\":\"data:image/png;base64,\"}", 400, "empty_image"),
                base64("a text", "{\"image\":\"aGVsbG8gd29ybGQ=\"}", 415, "unsupported_image_type"),
                base64("half a JPEG", "{\"image\":\"" + half + "\"}", 422, "unreadable_image"),
                base64("an image of more than 10 MiB", "{\"image\":\"" + large + "\"}", 413, "image_too_large"),
                base64("a body of 16 MiB", "{\"image\":\"" + "A".repeat(16 * MIB) + "\"}", 413, "body_too_large"),
                new Case(
                        "base64: 16 MiB in chunks",
                        json("/predict_base64", "{\"image\":\"" + "A".repeat(16 * MIB) + "\"}")
                                .inChunks(),
                        413,
                        "body_too_large"),
                new Case(
                        "base64: bad UTF-8",
                        post("/predict_base64", "application/json", new byte[] {
                            '{', '"', (byte) 0xff, '"', ':', '1', '}'
                        }),
                        400,
                        "malformed_json"),
                new Case(
                        "base64: multipart",
                        form("/predict_base64", Multipart.image(PNG)),
                        415,
                        "unsupported_content_type"),
                new Case(
                        "base64: plain text",
                        post("/predict_base64", "text/plain", utf8("AAAA")),
                        415,
                        "unsupported_content_type"));
    }

    private static List<Case> batches() {
        Multipart many = new Multipart();
        for (int i = 0; i < 65; i++) {
            many.file("image", i + ".gif", GIF);
        }
        return List.of(
                new Case("batch: no image", form("/predict_batch", new Multipart()), 400, "missing_field"),
                new Case("batch: 65 images", form("/predict_batch", many), 413, "too_many_images"),
                new Case(
                        "batch: another field",
                        form("/predict_batch", Multipart.image(PNG).file("images", "b", PNG)),
                        400,
                        "unknown_field"),
                new Case("batch: JSON", json("/predict_batch", "[]"), 415, "unsupported_content_type"));
    }

    private static List<Case> routes() {
        return List.of(
                new Case("GET /predict", RawRequest.of("GET", "/predict"), 405, "method_not_allowed"),
                new Case("PUT /predict_base64", RawRequest.of("PUT", "/predict_base64"), 405, "method_not_allowed"),
                new Case("DELETE /model", RawRequest.of("DELETE", "/model"), 405, "method_not_allowed"),
                new Case("POST /health", json("/health", "{}"), 405, "method_not_allowed"),
                new Case("unknown route", RawRequest.of("GET", "/predictions"), 404, "unknown_route"),
                new Case("traversal in the route", RawRequest.of("GET", "/..%2f..%2fetc/passwd"), 404, "unknown_route"),
                new Case("reload without a token", json("/model/reload", ""), 401, "token_required"),
                new Case("rollback without a token", json("/model/rollback", "{}"), 401, "token_required"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
