package org.dermoscope.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a classifier on one part. Intervals are 95 %: Wilson for accuracy, precision and recall, bootstrap by
 * lesion for the rest. Wilson takes images as independent; where lesions have several images its intervals are
 * somewhat narrow.
 *
 * @param lesions different lesion ids among the images
 * @param loss mean cross-entropy in nats, unweighted
 * @param balancedAccuracy mean recall over the classes that have images here
 * @param macroF1 mean F1 over the classes that have images here
 * @param classes all seven, in index order
 * @param absentClasses codes of classes without an image here: left out of balanced accuracy and macro F1
 * @param confusionMatrix rows = truth
 */
public record ClassificationReport(
        int images,
        int lesions,
        double loss,
        Estimate accuracy,
        Estimate balancedAccuracy,
        Estimate macroF1,
        List<ClassFigures> classes,
        List<String> absentClasses,
        ConfusionMatrix confusionMatrix) {
    public ClassificationReport {
        classes = List.copyOf(classes);
        absentClasses = List.copyOf(absentClasses);
    }

    /** @throws IllegalArgumentException if there are no predictions */
    public static ClassificationReport of(List<LabelledPrediction> predictions, BootstrapSpec spec) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("A report needs at least one prediction, got none");
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(predictions);
        LesionBootstrap bootstrap = new LesionBootstrap(predictions, spec);
        return new ClassificationReport(
                predictions.size(),
                (int) predictions.stream()
                        .map(LabelledPrediction::lesionId)
                        .distinct()
                        .count(),
                predictions.stream()
                        .mapToDouble(LabelledPrediction::loss)
                        .average()
                        .orElseThrow(),
                WilsonInterval.of(matrix.correct(), matrix.total()),
                bootstrap.estimate(matrix.balancedAccuracy().orElseThrow(), ConfusionMatrix::balancedAccuracy),
                bootstrap.estimate(matrix.macroF1().orElseThrow(), ConfusionMatrix::macroF1),
                LesionClass.all().stream()
                        .map(c -> figures(c, matrix, bootstrap))
                        .toList(),
                LesionClass.all().stream()
                        .filter(c -> matrix.support(c) == 0)
                        .map(LesionClass::code)
                        .toList(),
                matrix);
    }

    /** The figures without intervals, as the manifest carries them. */
    public Manifest.PartSummary toPartSummary() {
        Map<String, Double> recall = new LinkedHashMap<>();
        for (ClassFigures c : classes) {
            if (c.recall() != null) {
                recall.put(c.code(), c.recall().value());
            }
        }
        return new Manifest.PartSummary(
                images, loss, accuracy.value(), balancedAccuracy.value(), macroF1.value(), recall);
    }

    private static ClassFigures figures(LesionClass c, ConfusionMatrix matrix, LesionBootstrap bootstrap) {
        int support = matrix.support(c);
        OptionalDouble f1 = matrix.f1(c);
        return new ClassFigures(
                c.code(),
                c.displayName(),
                support,
                matrix.predicted(c),
                share(matrix.correct(c), matrix.predicted(c)),
                share(matrix.correct(c), support),
                f1.isPresent() ? bootstrap.estimate(f1.getAsDouble(), m -> m.f1(c)) : null);
    }

    private static @Nullable Estimate share(int part, int whole) {
        return whole == 0 ? null : WilsonInterval.of(part, whole);
    }
}
