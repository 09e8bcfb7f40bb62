package org.dermoscope.benchmark.precision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ObjectNames;

/**
 * What a checkpoint's folder in a store says of the run.
 *
 * @param history a line of {@code history.jsonl} each
 */
record PublishedRun(JsonNode config, JsonNode evaluation, List<JsonNode> history) {
    /**
     * A share with its 95 % interval.
     *
     * @param value 0..1
     */
    record Share(double value, double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * value, 100 * low, 100 * high);
        }
    }

    /** @throws IOException if the folder lacks one of the objects */
    static PublishedRun read(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(ObjectNames.HISTORY));
        JsonNode[] history = new JsonNode[lines.size()];
        for (int i = 0; i < history.length; i++) {
            history[i] = Json.strict().readTree(lines.get(i));
        }
        return new PublishedRun(
                Json.strict().readTree(folder.resolve(ObjectNames.RUN_CONFIG).toFile()),
                Json.strict().readTree(folder.resolve(ObjectNames.EVALUATION).toFile()),
                List.of(history));
    }

    String precision() {
        return config.required("precision").asText();
    }

    int testImages() {
        return evaluation.required("test").required("images").asInt();
    }

    Share accuracy() {
        return share("accuracy");
    }

    Share balancedAccuracy() {
        return share("balanced_accuracy");
    }

    int bestEpoch() {
        return history.stream()
                .filter(epoch -> epoch.required("best").asBoolean())
                .mapToInt(epoch -> epoch.required("epoch").asInt())
                .max()
                .orElseThrow();
    }

    double[] epochs() {
        return column("epoch");
    }

    double[] validationBalancedAccuracy() {
        return column("validation_balanced_accuracy");
    }

    double medianImagesPerSecond() {
        double[] sorted = column("images_per_second");
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Share share(String name) {
        JsonNode figure = evaluation.required("test").required(name);
        return new Share(
                figure.required("value").asDouble(),
                figure.required("low").asDouble(),
                figure.required("high").asDouble());
    }

    private double[] column(String name) {
        return history.stream()
                .mapToDouble(epoch -> epoch.required(name).asDouble())
                .toArray();
    }
}
