package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.regex.Pattern;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.RequestDeadline;
import org.jspecify.annotations.Nullable;

/** The header by which a client says how long an answer is of use to it. */
public final class DeadlineHeader {
    public static final String NAME = RequestDeadline.HEADER;

    private static final Pattern ALLOWED = Pattern.compile("[1-9][0-9]{0,8}");

    private DeadlineHeader() {}

    /**
     * The deadline of a request that has just come.
     *
     * @param value milliseconds, or null if the client does not say
     * @param longest the service's own deadline, which a client can shorten and not extend
     * @throws ApiException 400 if the value is no such number
     */
    public static Deadline deadline(@Nullable String value, Duration longest) {
        if (value == null) {
            return Deadline.after(longest);
        }
        if (!ALLOWED.matcher(value).matches()) {
            throw ApiException.badRequest(
                    "invalid_header",
                    "Header '" + NAME + "' is '" + (value.length() <= 40 ? value : value.substring(0, 40) + "...")
                            + "'; allowed: a whole number of milliseconds, 1 to 999999999");
        }
        Duration asked = Duration.ofMillis(Long.parseLong(value));
        return Deadline.after(asked.compareTo(longest) < 0 ? asked : longest);
    }
}
