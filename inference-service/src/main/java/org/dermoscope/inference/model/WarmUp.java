package org.dermoscope.inference.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.RgbImage;
import org.jboss.logging.Logger;

/**
 * What a model goes through before it answers.
 *
 * @param shapes each is run once
 * @param ensembleBudget the longest that an ensemble may take for one image, at least 0
 */
public record WarmUp(BatchShapes shapes, Duration ensembleBudget) {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int TIMED_PASSES = 7;

    public WarmUp {
        if (ensembleBudget.isNegative()) {
            throw new IllegalArgumentException(
                    "dermoscope.ensemble.latency-budget is " + ensembleBudget + "; allowed: at least 0");
        }
    }

    /** Of a checkpoint by itself or in an ensemble. */
    void run(ServedMember member) {
        RgbImage black = black(member);
        for (int size : shapes.all()) {
            member.classifier().classify(Collections.nCopies(size, black));
        }
    }

    /**
     * Of an ensemble whose members are warm: its members answer one image one after another, as where the processors are
     * busy.
     *
     * @throws CheckpointRejectedException if the median of some passes exceeds the budget
     */
    void requireFast(String ensemble, List<ServedMember> members) {
        long[] nanos = new long[TIMED_PASSES];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            members.forEach(member -> member.classifier().classify(List.of(black(member))));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[nanos.length / 2]);
        if (median.compareTo(ensembleBudget) > 0) {
            throw new CheckpointRejectedException(
                    Reason.TOO_SLOW,
                    "Ensemble " + ensemble + " takes " + millis(median) + " ms for an image with its " + members.size()
                            + " members; dermoscope.ensemble.latency-budget allows " + millis(ensembleBudget) + " ms");
        }
        LOG.infof(
                "Ensemble %s takes %s ms for an image; allowed: %s ms",
                ensemble, millis(median), millis(ensembleBudget));
    }

    private static RgbImage black(ServedMember member) {
        PreprocessingSpec spec = member.preprocessor().spec();
        return new RgbImage(spec.width(), spec.height(), new byte[3 * spec.width() * spec.height()]);
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }
}
