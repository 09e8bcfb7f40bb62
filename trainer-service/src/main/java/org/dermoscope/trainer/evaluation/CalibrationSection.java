package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Locale;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.OperatingPoint;
import org.jspecify.annotations.Nullable;

/** The sections of a model card that need probabilities, not only the most probable class. */
final class CalibrationSection {
    private CalibrationSection() {}

    static String calibration(EvaluationReport report) {
        Calibration calibration = report.calibration();
        CalibratedReport test = report.testCalibrated();
        MarkdownTable table = new MarkdownTable("figure", "before", "after")
                .row("loss, validation part", figure(calibration.nllBefore()), figure(calibration.nllAfter()))
                .row("ECE, validation part", figure(calibration.eceBefore()), figure(calibration.eceAfter()))
                .row("loss, test part", figure(test.lossBefore()), figure(test.lossAfter()))
                .row(
                        "ECE, test part",
                        ModelCardTables.estimate(test.before().expectedCalibrationError()),
                        ModelCardTables.estimate(test.after().expectedCalibrationError()));
        return String.format(
                        Locale.ROOT,
                        "## Calibration\n\nTemperature scaling (C. Guo et al., ICML 2017): the outputs are divided by"
                                + " **%.3f** before the softmax, fitted on the %,d images of the validation part. Every"
                                + " answer is calibrated so; the most probable class stays as it is. ECE is the expected"
                                + " calibration error over %d bins.\n\n",
                        calibration.temperature(),
                        calibration.images(),
                        Reliability.BINS)
                + table
                + "\n\n![Accuracy against confidence on the test part, before and after scaling](reliability-diagram.png)";
    }

    static String operatingPoints(EvaluationReport report) {
        StringBuilder text = new StringBuilder("## Telling melanoma\n\n");
        if (report.operatingPoints().isEmpty()) {
            return text.append("The validation part has no image with or none without melanoma: no operating point.")
                    .toString();
        }
        text.append("From the thresholds below on, the calibrated probability of melanoma counts as suspicious,"
                + " whatever the most probable class is. They are the highest that reach their sensitivity on the"
                + " validation part; the test part took no part in choosing them.\n\n");
        MarkdownTable table =
                new MarkdownTable("target", "threshold", "part", "melanomas", "others", "sensitivity", "specificity");
        for (int i = 0; i < report.operatingPoints().size(); i++) {
            OperatingPoint point = report.operatingPoints().get(i);
            table.row(
                    String.format(Locale.ROOT, "%.0f %%", 100 * point.targetSensitivity()),
                    figure(point.threshold()),
                    "validation",
                    "" + point.positives(),
                    "" + point.negatives(),
                    String.format(Locale.ROOT, "%.3f", point.sensitivity()),
                    String.format(Locale.ROOT, "%.3f", point.specificity()));
            OperatingFigures test = report.testCalibrated().operatingPoints().get(i);
            table.row(
                    "",
                    "",
                    "test",
                    "" + test.positives(),
                    "" + test.negatives(),
                    ModelCardTables.estimate(test.sensitivity()),
                    ModelCardTables.estimate(test.specificity()));
        }
        return text.append(table).toString();
    }

    static String roc(EvaluationReport report) {
        MarkdownTable table = new MarkdownTable("class", "images", "others", "AUC");
        for (RocCurve curve : report.testCalibrated().roc()) {
            table.row(
                    curve.code(),
                    "" + curve.positives(),
                    "" + curve.negatives(),
                    ModelCardTables.estimate(curve.auc()));
        }
        return "## ROC curves\n\nArea under the curve on the test part, one class against the rest.\n\n" + table
                + "\n\n![ROC curves on the test part](roc-curves.png)";
    }

    static String subgroups(EvaluationReport report) {
        StringBuilder text = new StringBuilder("## Subgroups\n\nOn the test part."
                + (report.synthetic()
                        ? ""
                        : " HAM10000 holds no skin-tone labels: nothing can be said about differences between skin tones.")
                + " Balanced accuracy is over the classes that a"
                + " subgroup has, so that subgroups with different classes do not compare; melanoma at the first"
                + " operating point. `evaluation.json` has all figures of each subgroup.");
        if (report.testSubgroups().isEmpty()) {
            return text.append("\n\nThe metadata tell neither sex nor age, site or kind of confirmation.")
                    .toString();
        }
        report.testSubgroups()
                .forEach((attribute, groups) -> text.append("\n\n### By `")
                        .append(attribute)
                        .append("`\n\n")
                        .append(table(groups)));
        return text.toString();
    }

    private static MarkdownTable table(List<SubgroupReport> groups) {
        MarkdownTable table = new MarkdownTable(
                "subgroup",
                "images",
                "lesions",
                "accuracy",
                "balanced accuracy",
                "ECE",
                "melanomas",
                "AUC of melanoma",
                "sensitivity",
                "specificity");
        for (SubgroupReport group : groups) {
            CalibratedReport calibrated = group.calibrated();
            @Nullable
            OperatingFigures point =
                    calibrated.operatingPoints().stream().findFirst().orElse(null);
            table.row(
                    group.value(),
                    "" + group.report().images(),
                    "" + group.report().lesions(),
                    ModelCardTables.estimate(group.report().accuracy()),
                    ModelCardTables.estimate(group.report().balancedAccuracy()),
                    ModelCardTables.estimate(calibrated.after().expectedCalibrationError()),
                    point == null ? "" : "" + point.positives(),
                    calibrated.roc().stream()
                            .filter(curve -> curve.code().equals("mel"))
                            .map(curve -> ModelCardTables.estimate(curve.auc()))
                            .findFirst()
                            .orElse("undefined"),
                    ModelCardTables.estimate(point == null ? null : point.sensitivity()),
                    ModelCardTables.estimate(point == null ? null : point.specificity()));
        }
        return table;
    }

    static String priorCorrection(EvaluationReport report) {
        MarkdownTable table = new MarkdownTable(
                "power", "accuracy, validation", "balanced, validation", "accuracy, test", "balanced, test");
        List<PriorCorrection> validation = report.priorCorrection().validation();
        List<PriorCorrection> test = report.priorCorrection().test();
        for (int i = 0; i < validation.size(); i++) {
            table.row(
                    String.format(Locale.ROOT, "%.1f", validation.get(i).power()),
                    figure(validation.get(i).accuracy()),
                    figure(validation.get(i).balancedAccuracy()),
                    figure(test.get(i).accuracy()),
                    figure(test.get(i).balancedAccuracy()));
        }
        return "## Accuracy against balanced accuracy\n\nProbabilities times the classes' shares of the training images"
                + " to a power: what one figure costs in the other. The published model is at 0.\n\n" + table
                + "\n\n![Accuracy against balanced accuracy over the prior correction](prior-correction.png)";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
