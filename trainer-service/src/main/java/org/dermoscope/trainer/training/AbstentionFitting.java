package org.dermoscope.trainer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.classify.PyTorchLesionClassifier.Observation;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.ClassClusters;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.quality.ImageMeasures;
import org.dermoscope.quality.NetworkView;
import org.dermoscope.quality.OutlierDetector;
import org.dermoscope.quality.OutlierScore;
import org.dermoscope.quality.QualityLimits;
import org.dermoscope.sample.OtherPictures;
import org.dermoscope.trainer.data.LesionRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds when a network should rather say nothing: limits, clusters and feature space from the training part,
 * threshold and score from the validation part and drawn pictures of some kinds; then counts on the test part and on pictures of other kinds.
 */
final class AbstentionFitting {
    /** Of the training part, for clusters and feature space. */
    private static final int CLUSTER_IMAGES = 2048;

    private static final int PICTURES_A_KIND = 32;

    private final PyTorchLesionClassifier classifier;
    private final PreparedData data;
    private final Batches batches;
    private final int smallestSide;

    /**
     * @param size images a pass, at least 1
     * @param beforeEach hears of each pass with the number of its images; may throw to end the fitting
     */
    record Batches(int size, Consumer<Integer> beforeEach) {}

    AbstentionFitting(PyTorchLesionClassifier classifier, PreparedData data, Batches batches) {
        this.classifier = classifier;
        this.data = data;
        this.batches = batches;
        this.smallestSide =
                Math.min(data.preprocessing().height(), data.preprocessing().width());
    }

    /** @param space null unless the rules tell outliers by it */
    record Fitted(AbstentionRules rules, @Nullable FeatureSpace space) {}

    Fitted fit() {
        List<LesionRecord> training = data.split().training();
        QualityLimits limits = QualityLimits.of(
                smallestSide, images(training).stream().map(this::measures).toList());
        List<LesionRecord> some = spread(training);
        List<Observation> seen = observe(images(some));
        ClassClusters clusters = ClassClusters.of(
                seen.stream().map(Observation::logits).toList(),
                some.stream().map(LesionRecord::label).toList());
        FeatureSpace space =
                FeatureSpace.of(seen.stream().map(Observation::features).toList());
        List<RgbImage> others = new ArrayList<>();
        OtherPictures.FOR_CHOOSING.forEach(kind -> others.addAll(pictures(kind)));
        OutlierDetector outliers =
                OutlierDetector.fit(clusters, views(images(data.split().validation()), space), views(others, space));
        AbstentionRules unused = new AbstentionRules(limits, outliers, 0, 0, Map.of());
        List<RgbImage> test = images(data.split().test());
        Map<String, Double> noticed = new TreeMap<>();
        for (OtherPictures kind : OtherPictures.FOR_REPORTING) {
            noticed.put(
                    kind.name().toLowerCase(Locale.ROOT),
                    (double) abstained(unused, space, pictures(kind)) / PICTURES_A_KIND);
        }
        AbstentionRules rules =
                new AbstentionRules(limits, outliers, test.size(), abstained(unused, space, test), noticed);
        return new Fitted(rules, outliers.score() == OutlierScore.RESIDUAL ? space : null);
    }

    private int abstained(AbstentionRules rules, FeatureSpace space, List<RgbImage> images) {
        List<NetworkView> views = views(images, space);
        return (int) IntStream.range(0, images.size())
                .filter(i -> rules.check(measures(images.get(i)), views.get(i)).isPresent())
                .count();
    }

    private List<NetworkView> views(List<RgbImage> images, FeatureSpace space) {
        return observe(images).stream()
                .map(seen -> new NetworkView(seen.logits(), space.residual(seen.features())))
                .toList();
    }

    private List<Observation> observe(List<RgbImage> images) {
        List<Observation> seen = new ArrayList<>();
        for (int start = 0; start < images.size(); start += batches.size()) {
            List<RgbImage> batch = images.subList(start, Math.min(start + batches.size(), images.size()));
            batches.beforeEach().accept(batch.size());
            seen.addAll(classifier.observe(batch));
        }
        return seen;
    }

    /** Images of data sets are larger than the network's input. */
    private ImageMeasures measures(RgbImage resized) {
        return ImageMeasures.of(smallestSide, resized);
    }

    private List<RgbImage> images(List<LesionRecord> part) {
        return part.stream().map(data.cache()::image).toList();
    }

    private List<RgbImage> pictures(OtherPictures kind) {
        PreprocessingSpec spec = data.preprocessing();
        return IntStream.range(0, PICTURES_A_KIND)
                .mapToObj(seed -> kind.draw(seed, spec.width(), spec.height()))
                .toList();
    }

    private static List<LesionRecord> spread(List<LesionRecord> part) {
        int count = Math.min(CLUSTER_IMAGES, part.size());
        return IntStream.range(0, count)
                .mapToObj(i -> part.get((int) ((long) i * part.size() / count)))
                .toList();
    }
}
