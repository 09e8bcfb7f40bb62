package org.dermoscope.checkpoint;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of fields that came out of JSON, where any may be absent. */
public final class Required {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Required() {}

    public static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("Field '" + name + "' is missing");
        }
        return value;
    }

    /** @throws IllegalArgumentException unless the value is within 0..1 */
    public static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Field '" + name + "' is " + value + "; allowed: 0..1");
        }
        return value;
    }

    public static String sha256(String name, @Nullable String value) {
        String present = field(name, value);
        if (!SHA256.matcher(present).matches()) {
            throw new IllegalArgumentException(
                    "Field '" + name + "' is '" + present + "'; a SHA-256 has 64 lower-case hexadecimal digits");
        }
        return present;
    }
}
