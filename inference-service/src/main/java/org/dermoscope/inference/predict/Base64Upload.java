package org.dermoscope.inference.predict;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.dermoscope.web.ApiException;

/**
 * An image in base64, with or without a {@code data:} URI prefix; in the standard or the URL-safe alphabet; spaces and
 * line breaks within and the padding at the end do not count.
 */
public record Base64Upload(String text) implements Upload {
    private static final String ALLOWED = "letters, digits, '+', '/' (or '-', '_') and '=' at the end";

    @Override
    public byte[] read(long maxBytes) {
        String payload = payload();
        byte[] characters = new byte[payload.length()];
        int length = 0;
        for (int i = 0; i < payload.length(); i++) {
            char c = payload.charAt(i);
            if (!isSpace(c)) {
                characters[length++] = standard(c, i + text.length() - payload.length());
            }
        }
        long size = length * 3L / 4;
        if (size > maxBytes + 3) {
            throw UploadDecoder.tooManyBytes(size, maxBytes);
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(characters, length));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(
                    "invalid_base64",
                    "Field 'image' has " + length
                            + " base64 characters that do not end a group of four as they must; allowed: " + ALLOWED);
        }
    }

    private String payload() {
        if (!text.regionMatches(true, 0, "data:", 0, 5)) {
            return text;
        }
        int comma = text.indexOf(',');
        String header = comma < 0 ? "" : text.substring(0, comma).toLowerCase(Locale.ROOT);
        if (!header.endsWith(";base64")) {
            throw ApiException.badRequest(
                    "invalid_base64",
                    "Field 'image' is a data: URI that is not in base64; allowed: data:<type>;base64,<base64>");
        }
        return text.substring(comma + 1);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static byte standard(char c, int position) {
        boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain || c == '+' || c == '/' || c == '=') {
            return (byte) c;
        }
        return switch (c) {
            case '-' -> '+';
            case '_' -> '/';
            default ->
                throw ApiException.badRequest(
                        "invalid_base64",
                        String.format(
                                Locale.ROOT,
                                "Field 'image' has the character U+%04X at position %d; allowed: %s",
                                (int) c,
                                position,
                                ALLOWED));
        };
    }
}
