package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dermoscope.trainer.run.EpochMetrics;

/** Made-up training histories for tests. */
final class Histories {
    private Histories() {}

    static EpochMetrics epoch(int epoch, boolean best) {
        double progress = 1 - Math.exp(-epoch / 8.0);
        double wobble = 0.03 * Math.sin(epoch * 2.1);
        return new EpochMetrics(
                epoch,
                epoch < 14 ? 0.001 : epoch < 50 ? 0.0005 : 0.00001,
                1.9 - 1.4 * progress,
                0.4 + 0.45 * progress,
                1.9 - 1.0 * progress + wobble,
                0.45 + 0.3 * progress + wobble,
                0.15 + 0.45 * progress + wobble,
                Map.of("mel", 0.1 + 0.4 * progress, "nv", 0.9),
                31.5,
                222.25,
                best);
    }

    static List<EpochMetrics> of(int epochs, int best) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> epoch(e, e == best))
                .toList();
    }
}
