package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * The model card of a checkpoint, in Markdown: what it is, what it is for and not for, on what data, with what figures
 * (after M. Mitchell et al., "Model cards for model reporting", 2019). A pure function of its facts. Thread-safe.
 */
public final class ModelCard {
    private ModelCard() {}

    public static String write(ModelCardFacts facts) {
        List<String> sections = List.of(
                title(facts),
                whatItIs(facts),
                intendedUse(),
                data(facts.data()),
                split(facts),
                preprocessing(facts),
                ModelCardTables.runConfig(facts.config()),
                ModelCardTables.epochs(facts.history(), facts.provenance().bestEpoch()),
                figures(facts),
                CalibrationSection.operatingPoints(facts.evaluation()),
                CalibrationSection.calibration(facts.evaluation()),
                CalibrationSection.roc(facts.evaluation()),
                CalibrationSection.priorCorrection(facts.evaluation()),
                CalibrationSection.subgroups(facts.evaluation()),
                AbstentionSection.of(facts.abstention()),
                forms(facts.exports()),
                limits(facts),
                use(facts),
                provenance(facts));
        return String.join("\n\n", sections) + "\n";
    }

    private static String title(ModelCardFacts facts) {
        StringBuilder title = new StringBuilder("# Model card: " + facts.id());
        if (facts.data().synthetic()) {
            title.append(
                    "\n\n> **SYNTHETIC SAMPLE.** Trained and evaluated on lesions that a program drew. It proves that the"
                            + " platform works and says nothing about skin. Never use its answers for anything else.");
        }
        if (facts.data().leaky()) {
            title.append(
                    "\n\n> **LEAKY SPLIT.** Divided by image: images of one lesion are in several parts, so that the figures"
                            + " below are too good. They are here only to compare with published figures made the same way.");
        }
        return title.toString();
    }

    private static String whatItIs(ModelCardFacts facts) {
        StringBuilder text = new StringBuilder(
                "## What it is\n\nA classifier of dermoscopic images into seven diagnoses: architecture `"
                        + facts.network().architecture() + "`, "
                        + String.format(Locale.ROOT, "%,d", facts.network().parameters())
                        + " parameters, published " + facts.createdAt()
                        + ". For an RGB image it gives seven probabilities in this order:\n");
        for (LesionClass c : LesionClass.all()) {
            text.append("\n")
                    .append(c.index())
                    .append(". `")
                    .append(c.code())
                    .append("` ")
                    .append(c.displayName());
        }
        return text.toString();
    }

    private static String intendedUse() {
        return """
                ## Intended use

                Research, teaching, and the study of screening support on dermoscopic images like those it was trained on.

                **It is not a medical device.** It has not been assessed or approved by any authority, must not be used to
                diagnose, to decide on treatment or to reassure anybody, and replaces no examination by a physician.""";
    }

    private static String data(Manifest.DataInfo data) {
        String source = data.synthetic()
                ? "The synthetic sample: images that the platform generates from a seed, seven visibly different classes. No"
                        + " patient, no photograph, no lesion."
                : "Read as the HAM10000 data set: P. Tschandl, C. Rosendahl, H. Kittler, \"The HAM10000 dataset, a large"
                        + " collection of multi-source dermatoscopic images of common pigmented skin lesions\", Scientific Data 5,"
                        + " 180161 (2018), https://doi.org/10.1038/sdata.2018.161. HAM10000 is licensed under CC BY-NC 4.0:"
                        + " weights trained on it carry the same attribution and the non-commercial limit.";
        MarkdownTable table = new MarkdownTable("class", "training", "validation", "test");
        for (String code : LesionClass.codes()) {
            table.row(
                    code,
                    ModelCardTables.count(data, "training", code),
                    ModelCardTables.count(data, "validation", code),
                    ModelCardTables.count(data, "test", code));
        }
        return "## Data\n\n" + source + "\n\n- Name: " + data.name() + "\n- Licence: " + data.licence()
                + "\n- SHA-256 of the sorted image ids, lesion ids and labels: `" + data.hash()
                + "`\n- Rows of the metadata without an image, left out: " + data.missingImages()
                + "\n\nImages of each class in the three parts:\n\n" + table
                + "\n\n![Images of each class in the three parts](class-distribution.png)";
    }

    private static String split(ModelCardFacts facts) {
        Manifest.DataInfo data = facts.data();
        String policy = data.leaky()
                ? "By **image**, stratified by diagnosis. Lesions with several images are spread over the parts: the model has"
                        + " seen other images of lesions that it is tested on. **The figures are too good** and must not be"
                        + " compared with figures from a split by lesion."
                : "By **" + data.splitBy() + "**, stratified by diagnosis: no lesion has images in two parts.";
        return String.format(
                Locale.ROOT,
                "## Split\n\n%s Shares %.2f / %.2f / %.2f (training / validation / test), seed %d, SHA-256 of the parts `%s`."
                        + " The validation part chose the best epoch and decides which checkpoint becomes champion; the test part"
                        + " took no part in any choice.",
                policy,
                facts.config().split().training(),
                facts.config().split().validation(),
                facts.config().split().test(),
                facts.config().seed(),
                data.splitHash());
    }

    private static String preprocessing(ModelCardFacts facts) {
        NormalizationStats stats = facts.preprocessing().normalization();
        return String.format(
                Locale.ROOT,
                "## Preprocessing\n\nUpright RGB image → %d×%d pixels (height × width, filter `%s`) →"
                        + " `(x - mean) / std` on the scale 0..255, with the statistics of the training part:"
                        + "\n\n| channel | mean | std |\n|---|---:|---:|\n| R | %.4f | %.4f |\n| G | %.4f | %.4f |\n| B | %.4f | %.4f |",
                facts.preprocessing().height(),
                facts.preprocessing().width(),
                facts.preprocessing().resampling(),
                stats.mean().get(0),
                stats.std().get(0),
                stats.mean().get(1),
                stats.std().get(1),
                stats.mean().get(2),
                stats.std().get(2));
    }

    private static String figures(ModelCardFacts facts) {
        EvaluationReport.Intervals intervals = facts.evaluation().intervals();
        return "## Figures\n\nOf the published weights, through the code that serves them. In brackets 95 % intervals: Wilson"
                + " score for accuracy, precision and recall (images taken as independent, hence somewhat narrow where lesions"
                + " have several images); percentile bootstrap over lesions within each diagnosis for all others ("
                + intervals.resamples() + " resamples, seed " + intervals.seed()
                + "). Loss is the mean cross-entropy in nats.\n\n"
                + ModelCardTables.part("Test part", facts.evaluation().test())
                + "\n\n![Confusion matrix of the test part](confusion-matrix.png)\n\n"
                + ModelCardTables.part("Validation part", facts.evaluation().validation())
                + flips(facts.evaluation().flips());
    }

    private static String flips(EvaluationReport.@Nullable Flips flips) {
        if (flips == null) {
            return "";
        }
        return "\n\n### With flips\n\nWhat the mean over each image as it is and flipped horizontally, vertically and"
                + " both ways would give, at four times the time. What is served is the single pass.\n\n"
                + new MarkdownTable("part", "accuracy", "balanced accuracy")
                        .row(
                                "validation",
                                ModelCardTables.estimate(flips.validation().accuracy()),
                                ModelCardTables.estimate(flips.validation().balancedAccuracy()))
                        .row(
                                "test",
                                ModelCardTables.estimate(flips.test().accuracy()),
                                ModelCardTables.estimate(flips.test().balancedAccuracy()));
    }

    private static String forms(List<ExportedNetwork> exports) {
        MarkdownTable table = new MarkdownTable(
                "file",
                "engine",
                "images",
                "largest difference",
                "same class",
                "balanced accuracy",
                "of the network",
                "served");
        for (ExportedNetwork export : exports) {
            table.row(
                    export.object(),
                    export.engine().id(),
                    Integer.toString(export.images()),
                    String.format(Locale.ROOT, "%.1e", export.largestDifference()),
                    String.format(Locale.ROOT, "%.2f %%", 100 * export.agreement()),
                    String.format(Locale.ROOT, "%.2f %%", 100 * export.balancedAccuracy()),
                    String.format(Locale.ROOT, "%.2f %%", 100 * export.referenceBalancedAccuracy()),
                    export.accepted() ? "yes" : "no: too far off");
        }
        return "## Forms\n\nThe network for other engines, each compared with the published weights on images of the"
                + " validation part: in float32 a probability may differ by 1e-5; in 8-bit integers 99 % of the images must"
                + " keep their most probable class, and balanced accuracy may change by half a point.\n\n" + table;
    }

    private static String limits(ModelCardFacts facts) {
        StringBuilder limits = new StringBuilder("""
                ## Limits

                - Small supports: intervals of rare classes are wide; read them before the figures.
                - Calibration holds for images like those of the validation part, with its shares of the diagnoses.
                - Every image gets one of seven diagnoses, whatever it shows. Abstention notices some images that are out of place;
                  how many, see above.""");
        if (facts.data().synthetic()) {
            limits.append("\n- Drawn lesions: none of the figures carries over to any photograph.");
        } else {
            limits.append("""

                    - HAM10000 carries no skin-tone labels and comes from one clinic in Austria and one practice in Australia: how the
                      model does on other skin is unknown and cannot be measured with this data.
                    - Other cameras, clinics and age groups, clinical photographs without a dermatoscope, hair, ink and rulers
                      change the figures, usually for the worse.
                    - Somewhat more than half of HAM10000 is confirmed by histology, the rest by follow-up, expert consensus or
                      confocal microscopy.""");
        }
        return limits.toString();
    }

    private static String use(ModelCardFacts facts) {
        return """
                ## How to use it

                The inference service serves the champion of its store. To make this checkpoint the champion by hand:

                ```
                curl -X POST -H "Authorization: Bearer $DERMOSCOPE_OPERATOR_TOKEN" \\
                  http://localhost:8080/checkpoints/%s/promote
                curl -F image=@lesion.jpg http://localhost:5000/predict
                ```""".formatted(facts.id());
    }

    private static String provenance(ModelCardFacts facts) {
        Manifest.Provenance provenance = facts.provenance();
        MarkdownTable table = new MarkdownTable("", "")
                .row("job", provenance.jobId())
                .row("seed", Long.toString(provenance.seed()))
                .row("started from", startedFrom(provenance.initialWeights()))
                .row("epochs trained", Integer.toString(provenance.epochs()))
                .row("published epoch", Integer.toString(provenance.bestEpoch()))
                .row("training time", String.format(Locale.ROOT, "%.0f s", provenance.trainingSeconds()))
                .row("device", provenance.device())
                .row("precision", provenance.precision())
                .row("network hash", facts.network().hash());
        provenance.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> table.row("version of " + e.getKey(), e.getValue()));
        return "## Provenance\n\n" + table
                + "\n\n`manifest.json` lists every file of this checkpoint with its SHA-256; `run-config.json` with `split.csv`"
                + " is what the run was made of, `evaluation.json` holds all figures as numbers.";
    }

    private static String startedFrom(Manifest.@Nullable InitialWeights weights) {
        return weights == null
                ? "weights drawn at random"
                : weights.source() + " (" + weights.licence() + "), SHA-256 " + weights.sha256();
    }
}
