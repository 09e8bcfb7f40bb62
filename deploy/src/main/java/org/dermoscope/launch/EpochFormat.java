package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Function;

/**
 * How a finished epoch is shown, always as one line.
 *
 * @param heading a line before the first one; empty for none
 * @param row of the job whose {@code metrics} are those of the epoch
 */
record EpochFormat(String heading, Function<JsonNode, String> row) {
    /** A sentence that needs no heading. */
    static final EpochFormat LINE = new EpochFormat("", EpochFormat::line);

    static final EpochFormat TABLE = new EpochFormat(
            "   epoch  training loss  validation loss  accuracy  balanced accuracy  seconds", EpochFormat::tableRow);

    private static String line(JsonNode job) {
        JsonNode metrics = job.path("metrics");
        return String.format(
                Locale.ROOT,
                "  epoch %2d/%d  loss %.3f  validation loss %.3f  accuracy %5.1f %%  balanced accuracy %5.1f %%  %5.1f images/s%s",
                metrics.path("epoch").asInt(),
                job.path("epochs").asInt(),
                metrics.path("training_loss").asDouble(),
                metrics.path("validation_loss").asDouble(),
                100 * metrics.path("validation_accuracy").asDouble(),
                100 * metrics.path("validation_balanced_accuracy").asDouble(),
                metrics.path("images_per_second").asDouble(),
                best(metrics));
    }

    private static String tableRow(JsonNode job) {
        JsonNode metrics = job.path("metrics");
        String epoch = metrics.path("epoch").asInt() + "/" + job.path("epochs").asInt();
        return String.format(
                Locale.ROOT,
                "%8s  %13.3f  %15.3f  %6.1f %%  %15.1f %%  %7.1f%s",
                epoch,
                metrics.path("training_loss").asDouble(),
                metrics.path("validation_loss").asDouble(),
                100 * metrics.path("validation_accuracy").asDouble(),
                100 * metrics.path("validation_balanced_accuracy").asDouble(),
                metrics.path("seconds").asDouble(),
                best(metrics));
    }

    private static String best(JsonNode metrics) {
        return metrics.path("best").asBoolean() ? "  best" : "";
    }
}
