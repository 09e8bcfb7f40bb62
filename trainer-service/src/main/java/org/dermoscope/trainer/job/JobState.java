package org.dermoscope.trainer.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** States of a job and the legal ways between them. Written in upper case in JSON. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    /** Ended by an error of its own. */
    FAILED,
    /** Ended because somebody asked for it. */
    CANCELLED,
    /** Ended because the trainer stopped. */
    INTERRUPTED;

    public boolean ended() {
        return next().isEmpty();
    }

    public boolean mayBecome(JobState state) {
        return next().contains(state);
    }

    private Set<JobState> next() {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, CANCELLED);
            case RUNNING -> Set.of(SUCCEEDED, FAILED, CANCELLED, INTERRUPTED);
            case SUCCEEDED, FAILED, CANCELLED, INTERRUPTED -> Set.of();
        };
    }

    @JsonValue
    public String text() {
        return name();
    }
}
