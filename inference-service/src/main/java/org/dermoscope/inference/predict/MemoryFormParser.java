package org.dermoscope.inference.predict;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.ParseState;

/**
 * Parses a form that lies in memory with the platform's parser, past the content of its parts: that one looks at each byte,
 * half a millisecond of a photograph. Where a part ends is found by a search instead.
 */
final class MemoryFormParser {
    private static final String HEADERS_END = "\r\n\r\n";

    private final MemoryFormParts parts;
    private final ParseState state;
    private final byte[] body;
    private final String searched;
    private final String delimiter;
    private int position;

    private MemoryFormParser(MemoryForm form, MemoryFormParts parts) {
        this.parts = parts;
        this.state =
                MultipartParser.beginParse(parts, form.boundary().getBytes(StandardCharsets.US_ASCII), parts.charset());
        this.body = form.body().getBytes();
        this.searched = new String(body, StandardCharsets.ISO_8859_1);
        this.delimiter = "\r\n--" + form.boundary();
    }

    /**
     * Gives the parts of the form to their handler.
     *
     * @throws ApiException 400 if the form is malformed or ends early, 413 for a field that is too long
     */
    static void parse(MemoryForm form, MemoryFormParts parts) {
        MemoryFormParser parser = new MemoryFormParser(form, parts);
        try {
            parser.parse();
        } catch (ApiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The platform's parser has several ways to say so.
            throw malformed();
        }
        if (!parser.state.isComplete()) {
            throw malformed();
        }
    }

    private static ApiException malformed() {
        return ApiException.badRequest(
                "malformed_body", "The body ends early or is not what its header Content-Type says");
    }

    private void parse() throws IOException {
        int content = searched.indexOf(HEADERS_END) + HEADERS_END.length();
        while (content >= HEADERS_END.length()) {
            parseTo(content);
            if (!parts.takesContent()) {
                break;
            }
            int end = searched.indexOf(delimiter, content);
            if (end < 0) {
                break;
            }
            parts.data(ByteBuffer.wrap(body, content, end - content));
            position = end;
            content = searched.indexOf(HEADERS_END, end + delimiter.length()) + HEADERS_END.length();
        }
        parseTo(body.length);
    }

    private void parseTo(int end) throws IOException {
        state.parse(ByteBuffer.wrap(body, position, end - position));
        position = end;
    }
}
