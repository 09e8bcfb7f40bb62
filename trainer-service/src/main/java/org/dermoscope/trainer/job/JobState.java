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
    /** Its trainer stopped; it goes on when a trainer starts. */
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
            case INTERRUPTED -> Set.of(RUNNING, CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> Set.of();
        };
    }

    @JsonValue
    public String text() {
        return name();
    }
}
