package org.dermoscope.trainer.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes job ids: the second of posting and six random digits, {@code 20261123T205200Z-4f09ab}. Thread-safe. */
final class JobIds {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 3;

    private final SecureRandom random = new SecureRandom();

    String next(Instant now) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return SECOND.format(now) + "-" + HexFormat.of().formatHex(bytes);
    }
}
