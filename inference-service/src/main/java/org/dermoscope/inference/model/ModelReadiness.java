package org.dermoscope.inference.model;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once there is a model; degraded still answers, so it is ready. */
@Readiness
public final class ModelReadiness implements HealthCheck {
    private final ChampionFollower follower;

    ModelReadiness(ChampionFollower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        ModelState state = follower.state();
        String model = state.model();
        return HealthCheckResponse.named("model")
                .status(model != null)
                .withData("model", model == null ? "none" : model)
                .withData("reason", state.reason())
                .build();
    }
}
