package org.dermoscope.trainer.evaluation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.OutlierDetector;
import org.dermoscope.quality.QualityLimits;
import org.jspecify.annotations.Nullable;

/** What the model card says of the images that a checkpoint turns away. */
final class AbstentionSection {
    private AbstentionSection() {}

    static String of(@Nullable AbstentionRules rules) {
        if (rules == null) {
            return "## Abstention\n\nNo image is turned away.";
        }
        QualityLimits limits = rules.quality();
        OutlierDetector outliers = rules.outliers();
        MarkdownTable measures = new MarkdownTable("turned away", "limit")
                .row("smaller side below (pixels)", Integer.toString(limits.smallestSide()))
                .row("standard deviation of the luminance below", figure(limits.contrast()))
                .row("mean luminance below", figure(limits.darkest()))
                .row("mean luminance above", figure(limits.brightest()))
                .row("standard deviation of the Laplacian below", figure(limits.sharpness()))
                .row("share of pixels with colours of skin below", figure(limits.skinShare()))
                .row(
                        "outlier score `" + outliers.score().name().toLowerCase(Locale.ROOT) + "` above",
                        figure(outliers.threshold()));
        Map<String, Double> separation = new TreeMap<>();
        outliers.separation()
                .forEach((score, area) -> separation.put(score.name().toLowerCase(Locale.ROOT), area));
        MarkdownTable rates = new MarkdownTable("images", "turned away")
                .row("test part, " + rules.testImages(), percent((double) rules.testAbstained() / rules.testImages()));
        new TreeMap<>(rules.otherPictures()).forEach((kind, share) -> rates.row("drawn: " + kind, percent(share)));
        return "## Abstention\n\nAn image beyond a limit gets its probabilities all the same, and the remark that they"
                + " should not be relied on, with the reason. The limits leave out one in a thousand images of the training"
                + " part each; the outlier score, one of those that were tried on drawn pictures of other things (areas"
                + " under the ROC curve: " + areas(separation) + "), one in a hundred of the validation part.\n\n"
                + measures + "\n\nOf images that took no part in this; the drawn ones show no lesion:\n\n" + rates;
    }

    private static String areas(Map<String, Double> separation) {
        return String.join(
                ", ",
                separation.entrySet().stream()
                        .map(e -> "`" + e.getKey() + "` " + String.format(Locale.ROOT, "%.3f", e.getValue()))
                        .toList());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
