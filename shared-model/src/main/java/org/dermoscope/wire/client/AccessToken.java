package org.dermoscope.wire.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A bearer token, by which a service knows who asks. What it prints as is not the token. Immutable. */
public final class AccessToken {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if it is none; does not repeat it */
    public static AccessToken of(String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("The token of " + value.length()
                    + " characters is none; allowed: A-Z a-z 0-9 . _ ~ + / - and = at the end");
        }
        return new AccessToken(value);
    }

    /**
     * The token that a file holds, with nothing but white space around it.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no token; names the file
     */
    public static AccessToken in(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            return of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The file " + file + " holds no token: " + e.getMessage(), e);
        }
    }

    /** The value of the header {@code Authorization}. */
    public String header() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "AccessToken (not shown)";
    }
}
