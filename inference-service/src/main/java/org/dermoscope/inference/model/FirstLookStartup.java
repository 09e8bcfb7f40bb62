package org.dermoscope.inference.model;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the champion pointer was looked at and what it named was loaded, or refused. */
@Startup
public final class FirstLookStartup implements HealthCheck {
    private final ChampionFollower follower;

    FirstLookStartup(ChampionFollower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("first-look")
                .status(follower.state().checkedAt() != null)
                .build();
    }
}
