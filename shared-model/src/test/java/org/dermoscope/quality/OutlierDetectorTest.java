package org.dermoscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class OutlierDetectorTest {
    private static final NetworkView NOTHING = NetworkView.ofLogits(new float[LesionClass.COUNT]);

    private final Random random = new Random(4);
    private final List<float[]> training = new ArrayList<>();
    private final List<LesionClass> labels = new ArrayList<>();
    private final ClassClusters clusters = clusters();

    @Test
    void theDistanceIsInStandardDeviationsFromTheNearestClass() {
        float[] middle = centre(LesionClass.BCC);
        assertThat(clusters.nearestSquaredDistance(middle)).isLessThan(0.1);
        middle[0] += 3 * deviation(0);
        middle[6] -= 4 * deviation(6);
        assertThat(clusters.nearestSquaredDistance(middle)).isCloseTo(25, within(2.5));
    }

    @Test
    void takesTheScoreThatSeparatesBetter() {
        List<NetworkView> validation = samples(400);
        List<NetworkView> strange = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float[] logits = centre(LesionClass.MEL);
            logits[1] += 8;
            logits[2] += 8;
            strange.add(NetworkView.ofLogits(logits));
        }
        OutlierDetector detector = OutlierDetector.fit(clusters, validation, strange);
        assertThat(detector.score()).isEqualTo(OutlierScore.MAHALANOBIS);
        assertThat(detector.separation().get(OutlierScore.MAHALANOBIS)).isGreaterThan(0.99);
        assertThat(detector.separation().get(OutlierScore.ENERGY)).isLessThan(0.5);
    }

    @Test
    void weakLogitsAreOutliersByEnergy() {
        List<NetworkView> weak = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            weak.add(NetworkView.ofLogits(new float[LesionClass.COUNT]));
        }
        OutlierDetector detector = OutlierDetector.fit(clusters, samples(400), weak);
        assertThat(detector.separation().get(OutlierScore.ENERGY)).isGreaterThan(0.99);
        assertThat(detector.check(weak.get(0)).orElseThrow().reason()).isEqualTo(AbstentionReason.OUT_OF_DISTRIBUTION);
    }

    @Test
    void featuresFarFromThePlaneAreOutliersWhateverTheLogitsAre() {
        List<NetworkView> validation = new ArrayList<>();
        List<NetworkView> strange = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            float[] logits = sample(LesionClass.all().get(i % LesionClass.COUNT));
            validation.add(new NetworkView(logits, random.nextDouble()));
            strange.add(new NetworkView(logits, 2 + random.nextDouble()));
        }
        OutlierDetector detector = OutlierDetector.fit(clusters, validation, strange);
        assertThat(detector.score()).isEqualTo(OutlierScore.RESIDUAL);
        assertThat(detector.separation().get(OutlierScore.RESIDUAL)).isEqualTo(1);
        assertThat(detector.check(strange.get(3)).orElseThrow().value())
                .isEqualTo(strange.get(3).residual());
        assertThatThrownBy(() -> detector.check(NOTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("features");
    }

    @Test
    void oneInAHundredOfTheValidationPartIsBeyondTheThreshold() {
        List<NetworkView> validation = samples(400);
        OutlierDetector detector = OutlierDetector.fit(clusters, validation, List.of(NOTHING));
        assertThat(validation.stream().filter(view -> detector.check(view).isPresent()))
                .hasSize(4);
        Abstention abstention = detector.check(NOTHING).orElseThrow();
        assertThat(abstention.threshold()).isEqualTo(detector.threshold());
        assertThat(abstention.value()).isGreaterThan(detector.threshold());
    }

    @Test
    void survivesJson() throws Exception {
        OutlierDetector detector = OutlierDetector.fit(clusters, samples(100), List.of(NOTHING));
        String json = Json.strict().writeValueAsString(detector);
        assertThat(Json.strict().readValue(json, OutlierDetector.class)).isEqualTo(detector);
        assertThat(json).contains("\"mahalanobis\"");
    }

    private ClassClusters clusters() {
        for (LesionClass label : LesionClass.all()) {
            for (int i = 0; i < 300; i++) {
                training.add(sample(label));
                labels.add(label);
            }
        }
        return ClassClusters.of(training, labels);
    }

    private List<NetworkView> samples(int count) {
        List<NetworkView> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(NetworkView.ofLogits(sample(LesionClass.all().get(i % LesionClass.COUNT))));
        }
        return samples;
    }

    private float[] sample(LesionClass label) {
        float[] logits = centre(label);
        for (int d = 0; d < logits.length; d++) {
            logits[d] += (float) (random.nextGaussian() * deviation(d));
        }
        return logits;
    }

    private static float[] centre(LesionClass label) {
        float[] logits = new float[LesionClass.COUNT];
        logits[label.index()] = 6;
        return logits;
    }

    private static float deviation(int dimension) {
        return 0.2f + 0.1f * dimension;
    }
}
