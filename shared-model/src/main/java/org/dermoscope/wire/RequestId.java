package org.dermoscope.wire;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which a client and the log of a service speak of one request. It may stand in a header and in a line of a log as it
 * is.
 *
 * @param value 1 to {@value #MAX_LENGTH} of A-Z a-z 0-9 . _ : = -
 */
public record RequestId(String value) {
    /** Of the request, where a client may give one, and of every answer. */
    public static final String HEADER = "X-Request-ID";

    private static final int MAX_LENGTH = 128;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:=-]{1," + MAX_LENGTH + "}");

    /** @throws IllegalArgumentException for one that is too long or has other characters */
    public RequestId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("A request id of " + value.length()
                    + " characters is too long or has others than allowed; allowed: 1 to " + MAX_LENGTH
                    + " of A-Z a-z 0-9 . _ : = -");
        }
    }

    /** One that nobody has used before. */
    public static RequestId fresh() {
        return new RequestId(UUID.randomUUID().toString());
    }

    /** The client's, or a fresh one where it gave none or one that is not allowed. */
    public static RequestId ofHeader(@Nullable String header) {
        return header != null && ALLOWED.matcher(header).matches() ? new RequestId(header) : fresh();
    }
}
