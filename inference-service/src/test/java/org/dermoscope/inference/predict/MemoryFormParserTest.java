package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.ParseState;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.junit.jupiter.api.Test;

class MemoryFormParserTest {
    private static final String BOUNDARY = "--b";
    private static final String FILE = "Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n";
    private static final String END = "\r\n----b--\r\n";

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> parsed(String body) throws IOException {
        MemoryFormParts parts = new MemoryFormParts(new FormSettings(20));
        MemoryFormParser.parse(new MemoryForm(BOUNDARY, Buffer.buffer(latin1(body))), parts);
        return shown(parts.form());
    }

    private static List<String> parsedOrRefused(String body) throws IOException {
        try {
            return parsed(body);
        } catch (ApiException e) {
            return List.of(e.code());
        }
    }

    /** What the platform's parser alone makes of it. */
    private static List<String> expected(String body) throws IOException {
        MemoryFormParts parts = new MemoryFormParts(new FormSettings(20));
        ParseState state = MultipartParser.beginParse(parts, latin1(BOUNDARY), parts.charset());
        try {
            state.parse(ByteBuffer.wrap(latin1(body)));
        } catch (ApiException e) {
            return List.of(e.code());
        } catch (RuntimeException e) {
            return List.of("malformed_body");
        }
        return state.isComplete() ? shown(parts.form()) : List.of("malformed_body");
    }

    private static List<String> shown(FormData form) throws IOException {
        List<String> shown = new ArrayList<>();
        for (String name : form) {
            for (FormValue value : form.get(name)) {
                shown.add(name + "=" + (value.isFileItem() ? content(value) : "a field"));
            }
        }
        return shown;
    }

    private static String content(FormValue value) throws IOException {
        return new String(value.getFileItem().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void findsThePartsThatThePlatformsParserFindsWhateverTheyHold() throws IOException {
        Random random = new Random(7);
        int whole = 0;
        List<String> pieces =
                List.of("\r", "\n", "\r\n", "-", "--", "----", "\r\n--", "\r\n---", "b", "x", "\r\n\r\n", "\u00ff\0");
        for (int i = 0; i < 2000; i++) {
            StringBuilder body = new StringBuilder(random.nextInt(4) == 0 ? "preamble\r\n\r\nof it\r\n" : "");
            body.append("----b\r\n");
            int parts = 1 + random.nextInt(3);
            for (int part = 0; part < parts; part++) {
                body.append(part == 0 ? "" : "\r\n----b\r\n").append(FILE).append("\r\n");
                for (int piece = random.nextInt(12); piece > 0; piece--) {
                    body.append(pieces.get(random.nextInt(pieces.size())));
                }
            }
            body.append(END);
            List<String> found = parsedOrRefused(body.toString());
            assertThat(found).as(body.toString()).isEqualTo(expected(body.toString()));
            whole += found.contains("malformed_body") ? 0 : 1;
        }
        assertThat(whole).as("forms that are well-formed").isBetween(500, 1999);
    }

    @Test
    void decodesAPartThatIsEncodedForTheWay() throws IOException {
        String encoded = "----b\r\n" + FILE + "Content-Transfer-Encoding: base64\r\n\r\nAAECAw==" + END;
        assertThat(parsed(encoded)).containsExactly("image=\0\1\2\3");
    }

    @Test
    void takesForAFileWhatHasAFileNameOrAFilesContentType() throws IOException {
        String head = "----b\r\nContent-Disposition: form-data; name=\"image\"\r\n";
        assertThat(parsed(head + "\r\nhello" + END)).containsExactly("image=a field");
        assertThat(parsed(head + "Content-Type: image/png\r\n\r\nhello" + END)).containsExactly("image=hello");
    }

    @Test
    void refusesAFieldThatIsTooLongAndAFormThatEndsEarlyOrIsMalformed() {
        String head = "----b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n";
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> parsed(head + "n".repeat(21) + END));
        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.sentence()).contains("20 bytes");
        for (String cut :
                List.of("", "----b", head, head + "n", head + "n\r\n----b", "----b\r\nno header\r\n\r\nx" + END)) {
            refusal = catchThrowableOfType(ApiException.class, () -> parsed(cut));
            assertThat(refusal.code()).as(cut).isEqualTo("malformed_body");
        }
    }
}
