package org.dermoscope.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePolicyTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /predict, [PREDICT]",
        "POST, /predict_base64, [PREDICT]",
        "POST, /predict_batch, [PREDICT]",
        "POST, /v2/models/dermoscope/infer, [PREDICT]",
        "POST, /v2/models/dermoscope/versions/sequential-cnn-1/infer, [PREDICT]",
        "GET, /predict, [PREDICT]",
        "PUT, /predict, [PREDICT]",
        "POST, /predict/, [OPERATE]",
        "POST, /predict_batches, [OPERATE]",
        "POST, /v2/models/a/b/infer, [OPERATE]",
        "POST, /v2/models/a;b/infer, [OPERATE]",
        "POST, /model/reload, [OPERATE]",
        "POST, /model/rollback, [OPERATE]",
        "POST, /jobs, [OPERATE]",
        "POST, /jobs/1/cancel, [OPERATE]",
        "POST, /checkpoints/a/promote, [OPERATE]",
        "POST, /checkpoints/a/pin, [OPERATE]",
        "DELETE, /jobs/1, [OPERATE]",
        "TRACE, /health, [READ]",
        "GET, /jobs, [READ]",
        "GET, /jobs/1/events, [READ]",
        "GET, /checkpoints, [READ]",
        "GET, /q/metrics, [READ]",
        "GET, /q/health-ui, [READ]",
        "GET, /anything/new, [READ]",
        "GET, /model, '[PREDICT, READ]'",
        "GET, /v2/models/dermoscope, '[PREDICT, READ]'",
        "GET, /v2/models/dermoscope/ready, '[PREDICT, READ]'",
        "GET, /health, []",
        "HEAD, /health, []",
        "GET, /q/health/ready, []",
        "GET, /v2/health/live, []",
        "POST, /health, [READ]",
        "POST, /health/, [OPERATE]",
        "DELETE, /model, '[PREDICT, READ]'",
    })
    void whatIsNotNamedNeedsTheRoleThatMayDoMost(String method, String path, String roles) {
        assertThat(RoutePolicy.needed(method, path)).hasToString(roles);
    }
}
