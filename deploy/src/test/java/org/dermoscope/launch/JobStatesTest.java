package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStatesTest {
    private static ObjectNode job(String id, String state) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("state", state);
    }

    /** @param states of jobs, newest first; the first is job 0 */
    private static ArrayNode jobs(String states) {
        ArrayNode jobs = JsonNodeFactory.instance.arrayNode();
        for (String state : states.split(" ")) {
            jobs.add(job(Integer.toString(jobs.size()), state));
        }
        return jobs;
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED RUNNING INTERRUPTED, 1",
        "QUEUED INTERRUPTED SUCCEEDED, 1",
        "INTERRUPTED INTERRUPTED QUEUED, 1",
        "QUEUED QUEUED FAILED, 1",
        "QUEUED, 0",
    })
    void theJobThatEndsFirstIsTheOneToFollow(String states, String expected) {
        assertThat(JobStates.nextToEnd(jobs(states)).map(job -> job.path("id").asText()))
                .contains(expected);
    }

    @Test
    void jobsThatHaveEndedAreNotFollowed() {
        assertThat(JobStates.nextToEnd(jobs("SUCCEEDED FAILED CANCELLED"))).isEmpty();
        assertThat(JobStates.nextToEnd(JsonNodeFactory.instance.arrayNode())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, false",
        "RUNNING, false",
        "INTERRUPTED, false",
        "SUCCEEDED, true",
        "FAILED, true",
        "CANCELLED, true",
    })
    void anInterruptedJobHasNotEnded(String state, boolean ended) {
        JsonNode job = job("0", state);
        assertThat(JobStates.ended(job)).isEqualTo(ended);
    }
}
