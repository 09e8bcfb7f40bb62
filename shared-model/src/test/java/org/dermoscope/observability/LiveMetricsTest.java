package org.dermoscope.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveMetricsTest {
    private final LiveMetrics live = LiveMetrics.of("""
            # HELP a_total help
            # TYPE a_total counter
            a_total{code="x \\" }",le="1.0",} 4.0
            b_seconds NaN
            """);

    @Test
    void findsWhatIsThereInAnyExpression() {
        assertThat(live.missing(
                        "sum by (le, code) (rate(a_total{code=~\"5.. c_total\", job=\"j\"}[5m] offset 1h)) > 0.3"
                                + " and on(job) b_seconds != bool 1e3 or up == 0"))
                .isEmpty();
        assertThat(live.missing("histogram_quantile(0.99, sum(rate(a_total[$__rate_interval])) without (code))"))
                .isEmpty();
    }

    @Test
    void namesMetricsAndLabelsThatAreNotThere() {
        assertThat(live.missing("a_totals / b_seconds{code=\"1\"} + sum(c_total{x!=\"\"}) by (y)"))
                .containsExactly("a_totals", "b_seconds{code}", "c_total");
    }
}
