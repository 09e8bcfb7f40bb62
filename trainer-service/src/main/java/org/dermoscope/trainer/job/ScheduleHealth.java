package org.dermoscope.trainer.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says what the schedule did last and why. It is never a reason not to be ready. */
@ApplicationScoped
public class ScheduleHealth {
    @Produces
    @Readiness
    HealthCheck schedule(TrainingSchedule schedule) {
        return () -> {
            HealthCheckResponseBuilder answer = HealthCheckResponse.builder()
                    .name("training schedule")
                    .up()
                    .withData("cron", schedule.cron().orElse("off"));
            schedule.next().ifPresent(at -> answer.withData("next", at.toString()));
            schedule.last()
                    .ifPresent(tick -> answer.withData("last", tick.at().toString())
                            .withData(
                                    "last_decision",
                                    tick.decision().verdict().name().toLowerCase(Locale.ROOT))
                            .withData("last_reason", tick.decision().reason()));
            return answer.build();
        };
    }
}
