package org.dermoscope.trainer.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one job that the settings ask for.
 *
 * @param id two to nine groups of letters and digits, joined by {@code -}; the last, of 4 to 32 small letters and digits,
 *     becomes part of the checkpoint's id
 * @param body of POST /jobs
 */
public record SingleJobRequest(String id, JsonNode body) {
    static final String ID = "dermoscope.job.id";
    static final String REQUEST = "dermoscope.job.request";

    private static final Pattern ALLOWED = Pattern.compile("([A-Za-z0-9]{1,32}-){1,8}[a-z0-9]{4,32}");

    /**
     * Empty where the settings ask for none.
     *
     * @throws IllegalArgumentException if they ask for half of one, for one of no allowed id, or for a schedule as well
     */
    public static Optional<SingleJobRequest> of(Optional<String> id, Optional<String> request, Optional<String> cron) {
        if (id.isEmpty() && request.isEmpty()) {
            return Optional.empty();
        }
        String known = id.orElseThrow(() -> missing(ID, REQUEST));
        if (!isJobId(known)) {
            throw new IllegalArgumentException(
                    ID + " is '" + known
                            + "'; allowed: groups of letters and digits, joined by '-', the last of 4 to 32 small letters and digits");
        }
        String text = request.orElseThrow(() -> missing(REQUEST, ID));
        if (cron.isPresent()) {
            throw new IllegalArgumentException(ScheduledRequest.CRON + " is '" + cron.get() + "', and " + ID + " is '"
                    + known + "'; allowed: one of them, as a trainer with one job ends with it");
        }
        return Optional.of(new SingleJobRequest(known, ScheduledRequest.body(REQUEST, text)));
    }

    /** Whether a job can have this id, one that was made for it included. */
    static boolean isJobId(String id) {
        return ALLOWED.matcher(id).matches();
    }

    private static IllegalArgumentException missing(String missing, String set) {
        return new IllegalArgumentException(missing + " is missing, and " + set + " is set; allowed: both or neither");
    }
}
