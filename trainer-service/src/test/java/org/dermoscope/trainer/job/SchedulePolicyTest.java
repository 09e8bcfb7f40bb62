package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.job.ScheduleDecision.Verdict;
import org.dermoscope.wire.JobErrorAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulePolicyTest {
    private static final String CNN = "sequential-cnn";
    private static final Instant NOW = Instant.parse("2026-11-23T20:52:00Z");

    private static PastTraining past(String jobId, String hash) {
        return new PastTraining(jobId, CNN + "-of-" + jobId, CNN, hash, true);
    }

    private static Job job(String id, String architecture, JobState state) {
        ObjectNode request = Json.strict().createObjectNode().put("architecture", architecture);
        Job queued =
                Job.queued(id, new RunConfigResolver(new DataRoots(List.of()), Precision.FP32).resolve(request), NOW);
        JobErrorAnswer reason = new JobErrorAnswer("x", "X");
        return switch (state) {
            case QUEUED -> queued;
            case RUNNING -> queued.running(NOW, "test");
            case SUCCEEDED ->
                queued.running(NOW, "test").published(state, NOW, new PromotionAnswer("c", true, "r", "R"), null);
            case FAILED, CANCELLED, INTERRUPTED -> queued.running(NOW, "test").endedWithout(state, NOW, reason);
        };
    }

    private static Verdict verdict(List<Job> jobs, PastTraining... past) {
        return SchedulePolicy.decide(CNN, "now", jobs, List.of(past)).verdict();
    }

    @Test
    void aFirstTrainingIsPosted() {
        assertThat(verdict(List.of())).isEqualTo(Verdict.POST);
    }

    @Test
    void theSameDataIsNotTrainedOnAgain() {
        ScheduleDecision decision = SchedulePolicy.decide(CNN, "now", List.of(), List.of(past("a", "now")));
        assertThat(decision.verdict()).isEqualTo(Verdict.SKIP_UNCHANGED);
        assertThat(decision.reason()).contains("sequential-cnn-of-a");
    }

    @Test
    void otherDataThanTheLastTrainingsAreTrainedOn() {
        assertThat(verdict(List.of(), past("b", "other"), past("a", "now"))).isEqualTo(Verdict.POST);
        assertThat(verdict(List.of(), past("b", "now"), past("a", "other"))).isEqualTo(Verdict.SKIP_UNCHANGED);
    }

    @Test
    void anotherArchitecturesTrainingDoesNotCount() {
        PastTraining other = new PastTraining("a", "custom-resnet-of-a", "custom-resnet", "now", true);
        assertThat(verdict(List.of(job("a", "custom-resnet", JobState.RUNNING)), other))
                .isEqualTo(Verdict.POST);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"QUEUED", "RUNNING", "INTERRUPTED"})
    void nothingIsPostedWhileATrainingHasNotEnded(JobState state) {
        ScheduleDecision decision = SchedulePolicy.decide(CNN, "now", List.of(job("a", CNN, state)), List.of());
        assertThat(decision.verdict()).isEqualTo(Verdict.SKIP_PENDING);
        assertThat(decision.reason()).isEqualTo("Job a trains sequential-cnn and is " + state);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"FAILED", "CANCELLED"})
    void aTrainingThatDidNotSucceedIsTriedAgain(JobState state) {
        assertThat(verdict(List.of(job("a", CNN, state)), past("a", "now"))).isEqualTo(Verdict.POST);
    }

    @Test
    void aTrainingThatSucceededCountsAndOneThatPublishedOnlyItsBestEpochDoesNot() {
        List<Job> jobs = List.of(job("a", CNN, JobState.SUCCEEDED));
        assertThat(verdict(jobs, past("a", "now"))).isEqualTo(Verdict.SKIP_UNCHANGED);
        assertThat(verdict(jobs, new PastTraining("b", "c", CNN, "now", false))).isEqualTo(Verdict.POST);
    }
}
