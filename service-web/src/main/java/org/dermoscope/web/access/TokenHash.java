package org.dermoscope.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What is kept of a token: its SHA-256, which does not lead back to it. Immutable; its text is no secret either. */
final class TokenHash {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}=*");
    private static final String PREFIX = "sha256:";
    private static final Pattern HASHED = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final byte[] sha256;

    private TokenHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    /**
     * @param where the token is from, for the message
     * @throws IllegalArgumentException unless it has at least 16 characters, all of them allowed in a bearer token
     */
    static TokenHash ofToken(String token, String where) {
        if (!ALLOWED.matcher(token).matches()) {
            throw new IllegalArgumentException(where + " has " + token.length()
                    + " characters, or others than allowed; allowed: 16 to 512 of A-Z a-z 0-9 . _ ~ + / -");
        }
        return new TokenHash(digest(token));
    }

    /** @param secret a token, or {@code sha256:} and the 64 hexadecimal digits of its hash in lower case */
    static TokenHash ofSecret(String secret, String where) {
        return HASHED.matcher(secret).matches()
                ? new TokenHash(HexFormat.of().parseHex(secret.substring(PREFIX.length())))
                : ofToken(secret, where);
    }

    /** Takes the same time whether they differ in the first byte or not at all. */
    boolean matches(byte[] candidate) {
        return MessageDigest.isEqual(sha256, candidate);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
