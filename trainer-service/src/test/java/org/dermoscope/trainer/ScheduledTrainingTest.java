package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.trainer.job.JobQueue;
import org.dermoscope.trainer.job.RunConfigResolver;
import org.dermoscope.trainer.job.ScheduledRequest;
import org.dermoscope.trainer.job.ScheduledTraining;
import org.dermoscope.trainer.job.TrainingSchedule;
import org.dermoscope.trainer.training.RunEnvironment;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
@TestProfile(ScheduledTrainingTest.EverySecond.class)
class ScheduledTrainingTest {
    private static final String REQUEST = "{\"architecture\":\"sequential-cnn\",\"epochs\":1,\"batch_size\":8}";

    @Inject
    JobQueue queue;

    @Inject
    RunConfigResolver resolver;

    @Inject
    RunEnvironment environment;

    @Inject
    Scheduler scheduler;

    public static final class EverySecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dermoscope.schedule.cron", "* * * * * ?", "dermoscope.schedule.request", REQUEST);
        }
    }

    private static Map<String, String> schedule() {
        JsonPath ready = given().get("/q/health/ready").jsonPath();
        return ready.getMap("checks.find { it.name == 'training schedule' }.data", String.class, String.class);
    }

    @Test
    void postsOneTrainingAndThenSkipsBecauseTheDataAreTheSame() throws Exception {
        Set<String> decisions = new LinkedHashSet<>();
        long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!decisions.contains("skip_unchanged")) {
            assertThat(System.nanoTime()).as("only " + decisions).isLessThan(limit);
            decisions.add(schedule().getOrDefault("last_decision", "none"));
            Thread.sleep(50);
        }

        List<String> jobs = given().get("/jobs").jsonPath().getList("id");
        assertThat(jobs).hasSize(1);
        assertThat(decisions).contains("skip_pending").doesNotContain("failed");
        JsonPath job = JobsHttp.get(jobs.get(0));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getInt("epochs")).isEqualTo(1);
        Map<String, String> schedule = schedule();
        assertThat(schedule.get("cron")).isEqualTo("* * * * * ?");
        assertThat(schedule.get("last_reason")).contains(job.getString("checkpoint_id"));
        assertThat(Instant.parse(schedule.get("next"))).isAfter(Instant.parse(schedule.get("last")));
    }

    @Test
    void aCronExpressionThatIsNoneKeepsTheTrainerFromStarting() {
        assertThatThrownBy(() -> schedule("every night", REQUEST).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.schedule.cron is 'every night'; allowed: a Quartz cron expression");
    }

    @Test
    void aRequestThatWouldBeRefusedKeepsTheTrainerFromStarting() {
        assertThatThrownBy(() -> schedule("0 0 3 * * ?", "{\"architecture\":\"resnet50\"}")
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.schedule.request is '{\"architecture\":\"resnet50\"}'")
                .hasMessageContaining("known: [sequential-cnn, custom-resnet, ");
    }

    private TrainingSchedule schedule(String cron, String request) {
        return new TrainingSchedule(
                ScheduledRequest.of(Optional.of(cron), Optional.of(request)),
                new ScheduledTraining(queue, resolver, environment),
                scheduler);
    }
}
