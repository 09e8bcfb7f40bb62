package org.dermoscope.trainer.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over lines of fields, each field ended by 0x1F and each line by 0x0A, in UTF-8. Not thread-safe. */
final class LineHash {
    private final MessageDigest digest;

    LineHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void add(String... fields) {
        for (String field : fields) {
            digest.update(field.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1F);
        }
        digest.update((byte) 0x0A);
    }

    /** Ends the hash; lower-case hexadecimal. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
