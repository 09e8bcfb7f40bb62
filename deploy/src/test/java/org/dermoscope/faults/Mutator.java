package org.dermoscope.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of a valid request one that is wrong in one to three places. The same seed, the same requests. Not thread-safe. */
final class Mutator {
    private static final List<String> HEADERS = List.of(
            "Content-Type: ",
            "Content-Type: text/plain; charset=nonsense",
            "Content-Type: application/json; charset=utf-32",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=\"\u00e4\u0001\"",
            "Content-Type: multipart/form-data; boundary=--; boundary=-",
            "Content-Type: ;;;/",
            "Accept: nonsense",
            "Accept: text/xml",
            "Accept: application/json;q=2",
            "Accept-Encoding: gzip, \u0000",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "Dermoscope-Deadline-Ms: -1",
            "Dermoscope-Deadline-Ms: 99999999999999999999",
            "Dermoscope-Deadline-Ms: 1.5",
            "Dermoscope-Deadline-Ms: ",
            "X-Request-ID: " + "r".repeat(4000),
            "X-Request-ID: \u00ff\u0000",
            "Authorization: Bearer",
            "Authorization: Bearer " + "t".repeat(3000),
            "Authorization: Basic !!!",
            "Inference-Header-Content-Length: -1",
            "Inference-Header-Content-Length: 99999999999",
            "Inference-Header-Content-Length: 10",
            "Last-Event-ID: -1",
            "Origin: null",
            "Cookie: a=\u0001; ; =",
            "Range: bytes=9-1",
            "If-None-Match: \u00fc",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Forwarded: for=\"[::1",
            "X-Forwarded-For: nonsense, , ,",
            "traceparent: 00-zz",
            "Upgrade: websocket",
            "No colon at all",
            " Folded: header",
            "Long: " + "l".repeat(9000));

    private static final List<String> PART_HEADERS = List.of(
            "Content-Disposition: form-data; name=\"image\"",
            "Content-Disposition: form-data; name=image; filename=\"",
            "Content-Disposition: form-data; name=\"image\"; filename*=UTF-8''%zz",
            "Content-Disposition: form-data; name=\"image\"; filename*=nonsense''a",
            "Content-Disposition: form-data; name=\"image\"; filename*=nonsense",
            "Content-Disposition: form-data; name=\"image\"; filename=\"../../../a\u0000.jpg\"",
            "Content-Disposition: form-data; filename=\"a.jpg\"",
            "Content-Disposition: attachment",
            "Content-Disposition:",
            "no colon",
            ": no name",
            "Content-Type: text/plain; charset=nonsense",
            "Content-Type: image/jpeg; charset=\"",
            "Content-Type: ;",
            "Content-Transfer-Encoding: base64",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Transfer-Encoding: nonsense",
            "X: " + "y".repeat(10_000));

    private static final List<String> QUERIES = List.of(
            "?top_k=0",
            "?top_k=",
            "?top_k=%00",
            "?top_k=%zz",
            "?explain=maybe",
            "?explain_class=nonsense",
            "?explain=true&explain_class=mel",
            "?top_k=3&top_k=4",
            "?x=" + "q".repeat(3000),
            "?%",
            "?=&=",
            "?[]");

    private static final List<String> SUFFIXES = List.of(
            "/",
            "//",
            "/..",
            "/%2e%2e/",
            "/%00",
            "/%",
            "/" + "p".repeat(5000),
            ";a=b",
            "/\u00e4",
            "/.json",
            "/*",
            "\\");

    private static final List<String> METHODS =
            List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "NONSENSE", "post", "");

    private final Random random;
    private final JsonMutator json;

    Mutator(Random random) {
        this.random = random;
        this.json = new JsonMutator(random);
    }

    RawRequest mutate(RawRequest valid) {
        RawRequest request = valid;
        for (int i = random.nextInt(3); i >= 0; i--) {
            request = once(request);
        }
        return request;
    }

    private RawRequest once(RawRequest request) {
        boolean body = request.body().length > 0 && !request.framed();
        int kind = random.nextInt(body ? 12 : 4);
        return switch (kind) {
            case 0 -> header(request);
            case 1 -> target(request);
            case 2 -> random.nextInt(3) == 0 ? method(request) : header(request);
            case 3 -> body ? frame(request) : target(request);
            default -> isJson(request) && random.nextInt(3) > 0 ? structure(request) : content(request);
        };
    }

    private RawRequest header(RawRequest request) {
        String header = pick(HEADERS);
        String name = header.substring(0, Math.max(0, header.indexOf(':')));
        boolean breaks = header.chars().anyMatch(c -> c < ' ' || c > '~')
                || name.isBlank()
                || header.startsWith(" ")
                || header.length() > 4000
                || name.equals("Expect")
                || name.equals("Upgrade");
        List<String> headers = new ArrayList<>(request.headers());
        if (random.nextBoolean()) {
            headers.removeIf(line -> line.startsWith(name + ":"));
        }
        headers.add(header);
        return request.withHeaders(headers, breaks);
    }

    private RawRequest target(RawRequest request) {
        String suffix = pick(random.nextBoolean() ? QUERIES : SUFFIXES);
        return request.withTarget(request.target() + suffix, true);
    }

    private RawRequest method(RawRequest request) {
        return request.withMethod(pick(METHODS), true);
    }

    private RawRequest frame(RawRequest request) {
        byte[] body = request.body();
        return switch (random.nextInt(7)) {
            case 0 -> request.framedBy("Content-Length: " + (body.length + 1 + random.nextInt(1000)), body);
            case 1 -> request.framedBy("Content-Length: " + random.nextInt(body.length + 1), body);
            case 2 -> request.framedBy("Content-Length: -5", body);
            case 3 -> request.framedBy("Content-Length: 99999999999999999999", body);
            case 4 -> request.framedBy("Transfer-Encoding: chunked", body);
            case 5 -> request.framedBy("Transfer-Encoding: gzip", body);
            default -> request.inChunks(1 + random.nextInt(5000));
        };
    }

    private static boolean isJson(RawRequest request) {
        return request.body().length > 0 && request.body()[0] == '{' && endsDocument(request.body());
    }

    private static boolean endsDocument(byte[] body) {
        return body[body.length - 1] == '}';
    }

    private RawRequest structure(RawRequest request) {
        try {
            return request.withBody(json.mutate(request.body()));
        } catch (java.io.UncheckedIOException mutatedBefore) {
            return content(request);
        }
    }

    private RawRequest content(RawRequest request) {
        byte[] body = request.body();
        boolean form = body[0] == '-';
        return request.withBody(form && random.nextInt(3) == 0 ? part(body) : bytes(body));
    }

    /** Another header in the first part of a form, in place of one or besides. */
    private byte[] part(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\r\n") + 2;
        int to = text.indexOf("\r\n", from);
        if (from < 2 || to < 0) {
            return bytes(body);
        }
        String kept = random.nextBoolean() ? text.substring(from, to + 2) : "";
        String changed = text.substring(0, from) + kept + pick(PART_HEADERS) + text.substring(to);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(byte[] body) {
        int at = random.nextInt(body.length);
        int length = Math.min(body.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 2000));
        return switch (random.nextInt(7)) {
            case 0 -> {
                byte[] flipped = body.clone();
                for (int i = 0; i < 1 + random.nextInt(20); i++) {
                    flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 1 -> Arrays.copyOf(body, at + 1);
            case 2 -> without(body, at, length);
            case 3 -> with(body, at, Arrays.copyOfRange(body, at, at + length));
            case 4 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                yield with(body, at, noise);
            }
            case 5 -> {
                byte[] filled = body.clone();
                Arrays.fill(filled, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
                yield filled;
            }
            // The first bytes are headers of parts and of images, where most can go wrong.
            default -> {
                byte[] early = body.clone();
                early[random.nextInt(Math.min(600, body.length))] = (byte) random.nextInt();
                yield early;
            }
        };
    }

    private static byte[] without(byte[] body, int at, int length) {
        byte[] shorter = Arrays.copyOf(body, Math.max(1, body.length - length));
        System.arraycopy(
                body, at + length, shorter, at, Math.max(0, Math.min(shorter.length - at, body.length - at - length)));
        return shorter;
    }

    private static byte[] with(byte[] body, int at, byte[] more) {
        byte[] longer = Arrays.copyOf(body, body.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(body, at, longer, at + more.length, body.length - at);
        return longer;
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
