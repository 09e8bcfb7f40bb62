package org.dermoscope.trainer.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for each epoch and passes everything on. For the training thread. */
final class EpochLog implements RunListener {
    /** A class is a minority below this share of what it would have if all had the same. */
    private static final double MINORITY = 0.5;

    private static final Logger LOG = LoggerFactory.getLogger(EpochLog.class);

    private final String jobId;
    private final RunConfig config;
    private final List<String> minority;
    private final RunListener next;

    /** @param trainingCounts images of the training part by class code */
    EpochLog(String jobId, RunConfig config, Map<String, Integer> trainingCounts, RunListener next) {
        this.jobId = jobId;
        this.config = config;
        this.minority = minority(trainingCounts);
        this.next = next;
    }

    /** Codes in class order. */
    static List<String> minority(Map<String, Integer> counts) {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        double bound = MINORITY * total / LesionClass.COUNT;
        return LesionClass.codes().stream()
                .filter(code -> counts.getOrDefault(code, 0) < bound)
                .toList();
    }

    static String line(EpochMetrics metrics, int epochs, List<String> minority) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d%s: loss %.4f, validation loss %.4f, accuracy %.1f %%, balanced accuracy %.1f %%, recall %s;"
                        + " minority classes: %s; %.1f images/s",
                metrics.epoch(),
                epochs,
                metrics.best() ? " (best)" : "",
                metrics.trainingLoss(),
                metrics.validationLoss(),
                100 * metrics.validationAccuracy(),
                100 * metrics.validationBalancedAccuracy(),
                LesionClass.codes().stream()
                        .map(code -> recall(code, metrics.validationRecall().get(code)))
                        .collect(Collectors.joining(", ")),
                minority.isEmpty() ? "none" : String.join(", ", minority),
                metrics.imagesPerSecond());
    }

    private static String recall(String code, @Nullable Double recall) {
        return recall == null ? code + " none" : String.format(Locale.ROOT, "%s %.1f %%", code, 100 * recall);
    }

    @Override
    public void onStep(int epoch, int step, int steps, double loss, double imagesPerSecond) {
        next.onStep(epoch, step, steps, loss, imagesPerSecond);
    }

    @Override
    public void onEpoch(EpochMetrics metrics) {
        LOG.info("Job {}: {}", jobId, line(metrics, config.epochs(), minority));
        next.onEpoch(metrics);
    }

    @Override
    public void onStage(String stage) {
        next.onStage(stage);
    }

    @Override
    public void onResume(int epoch, int steps) {
        LOG.info("Job {}: goes on in epoch {} after step {}", jobId, epoch, steps);
        next.onResume(epoch, steps);
    }

    @Override
    public boolean finishEarly() {
        return next.finishEarly();
    }

    @Override
    public boolean cancelled() {
        return next.cancelled();
    }
}
