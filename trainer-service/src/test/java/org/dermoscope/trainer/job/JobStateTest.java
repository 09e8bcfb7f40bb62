package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {
    @Test
    void aQueuedJobRunsOrIsCancelled() {
        assertNext(JobState.QUEUED, Set.of(JobState.RUNNING, JobState.CANCELLED));
    }

    @Test
    void aRunningJobEndsOrIsInterrupted() {
        assertNext(
                JobState.RUNNING,
                Set.of(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED));
    }

    @Test
    void anInterruptedJobGoesOnOrIsCancelled() {
        assertThat(JobState.INTERRUPTED.ended()).isFalse();
        assertNext(JobState.INTERRUPTED, Set.of(JobState.RUNNING, JobState.CANCELLED));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void anEndedJobStaysAsItIs(JobState state) {
        assertThat(state.ended()).isTrue();
        assertNext(state, Set.of());
    }

    @Test
    void statesAreWrittenInUpperCase() throws Exception {
        assertThat(Json.strict().writeValueAsString(JobState.RUNNING)).isEqualTo("\"RUNNING\"");
        assertThat(Json.strict().readValue("\"QUEUED\"", JobState.class)).isEqualTo(JobState.QUEUED);
    }

    private static void assertNext(JobState state, Set<JobState> next) {
        for (JobState candidate : JobState.values()) {
            assertThat(state.mayBecome(candidate)).as(candidate.name()).isEqualTo(next.contains(candidate));
        }
    }
}
