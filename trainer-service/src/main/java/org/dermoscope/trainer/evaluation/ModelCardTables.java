package org.dermoscope.trainer.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.jspecify.annotations.Nullable;

/** The tables of a model card. */
final class ModelCardTables {
    private ModelCardTables() {}

    static String count(Manifest.DataInfo data, String part, String code) {
        return String.format(
                Locale.ROOT, "%,d", data.counts().getOrDefault(part, Map.of()).getOrDefault(code, 0));
    }

    /** Every setting, by the names that a job takes. */
    static String runConfig(RunConfig config) {
        MarkdownTable table = new MarkdownTable("setting", "value");
        addSettings(table, "", Json.strict().valueToTree(config));
        return "## Run config\n\n" + table;
    }

    static String epochs(List<EpochMetrics> history, int bestEpoch) {
        MarkdownTable table = new MarkdownTable(
                "epoch",
                "learning rate",
                "training loss",
                "training accuracy",
                "validation loss",
                "validation accuracy",
                "validation balanced accuracy",
                "images/s");
        for (EpochMetrics epoch : history) {
            table.row(
                    epoch.epoch() == bestEpoch ? "**" + epoch.epoch() + "**" : "" + epoch.epoch(),
                    String.format(Locale.ROOT, "%.2e", epoch.learningRate()),
                    figure(epoch.trainingLoss()),
                    figure(epoch.trainingAccuracy()),
                    figure(epoch.validationLoss()),
                    figure(epoch.validationAccuracy()),
                    figure(epoch.validationBalancedAccuracy()),
                    String.format(Locale.ROOT, "%.1f", epoch.imagesPerSecond()));
        }
        return "## Epochs\n\nThe published epoch, the one with the highest balanced accuracy on the validation part, is in bold."
                + " Training figures are on augmented images, the loss weighted as trained.\n\n" + table
                + "\n\n![Loss, accuracy and learning rate over the epochs](training-curves.png)";
    }

    static String part(String name, ClassificationReport report) {
        MarkdownTable overall = new MarkdownTable("figure", "value", "95 % interval")
                .row("images", String.format(Locale.ROOT, "%,d", report.images()), "")
                .row("lesions", String.format(Locale.ROOT, "%,d", report.lesions()), "")
                .row("loss", figure(report.loss()), "")
                .row("accuracy", figure(report.accuracy().value()), interval(report.accuracy()))
                .row(
                        "balanced accuracy",
                        figure(report.balancedAccuracy().value()),
                        interval(report.balancedAccuracy()))
                .row("macro F1", figure(report.macroF1().value()), interval(report.macroF1()));
        MarkdownTable classes = new MarkdownTable("class", "support", "recall", "precision", "F1");
        for (ClassFigures c : report.classes()) {
            classes.row(c.code(), "" + c.support(), estimate(c.recall()), estimate(c.precision()), estimate(c.f1()));
        }
        return "### " + name + "\n\n" + overall + "\n\n" + classes + absent(report)
                + "\n\nConfusion matrix, images; rows = truth, columns = prediction:\n\n"
                + matrix(report.confusionMatrix());
    }

    private static String absent(ClassificationReport report) {
        return report.absentClasses().isEmpty()
                ? ""
                : "\n\nWithout an image in this part, hence left out of balanced accuracy and macro F1: "
                        + String.join(", ", report.absentClasses()) + ".";
    }

    private static MarkdownTable matrix(ConfusionMatrix matrix) {
        List<String> headings = new ArrayList<>(List.of("truth"));
        headings.addAll(LesionClass.codes());
        MarkdownTable table = new MarkdownTable(headings);
        for (LesionClass truth : LesionClass.all()) {
            List<String> cells = new ArrayList<>(List.of("**" + truth.code() + "**"));
            LesionClass.all().forEach(predicted -> cells.add("" + matrix.count(truth, predicted)));
            table.row(cells);
        }
        return table;
    }

    private static void addSettings(MarkdownTable table, String prefix, JsonNode node) {
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isObject()) {
                addSettings(table, prefix + field.getKey() + ".", field.getValue());
            } else if (!field.getValue().isNull()) {
                table.row("`" + prefix + field.getKey() + "`", field.getValue().asText());
            }
        });
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String interval(Estimate estimate) {
        return String.format(Locale.ROOT, "%.4f to %.4f", estimate.low(), estimate.high());
    }

    static String estimate(@Nullable Estimate estimate) {
        return estimate == null
                ? "undefined"
                : String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high());
    }
}
