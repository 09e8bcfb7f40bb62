package org.dermoscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class OutlierDetectorTest {
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
        List<float[]> validation = samples(400);
        List<float[]> strange = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float[] logits = centre(LesionClass.MEL);
            logits[1] += 8;
            logits[2] += 8;
            strange.add(logits);
        }
        OutlierDetector detector = OutlierDetector.fit(clusters, validation, strange);
        assertThat(detector.score()).isEqualTo(OutlierScore.MAHALANOBIS);
        assertThat(detector.separation().get(OutlierScore.MAHALANOBIS)).isGreaterThan(0.99);
        assertThat(detector.separation().get(OutlierScore.ENERGY)).isLessThan(0.5);
    }

    @Test
    void weakLogitsAreOutliersByEnergy() {
        List<float[]> weak = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            weak.add(new float[LesionClass.COUNT]);
        }
        OutlierDetector detector = OutlierDetector.fit(clusters, samples(400), weak);
        assertThat(detector.separation().get(OutlierScore.ENERGY)).isGreaterThan(0.99);
        assertThat(detector.check(weak.get(0)).orElseThrow().reason()).isEqualTo(AbstentionReason.OUT_OF_DISTRIBUTION);
    }

    @Test
    void oneInAHundredOfTheValidationPartIsBeyondTheThreshold() {
        List<float[]> validation = samples(400);
        OutlierDetector detector = OutlierDetector.fit(clusters, validation, List.of(new float[LesionClass.COUNT]));
        assertThat(validation.stream().filter(logits -> detector.check(logits).isPresent()))
                .hasSize(4);
        Abstention abstention = detector.check(new float[LesionClass.COUNT]).orElseThrow();
        assertThat(abstention.threshold()).isEqualTo(detector.threshold());
        assertThat(abstention.value()).isGreaterThan(detector.threshold());
    }

    @Test
    void survivesJson() throws Exception {
        OutlierDetector detector = OutlierDetector.fit(clusters, samples(100), List.of(new float[LesionClass.COUNT]));
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

    private List<float[]> samples(int count) {
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(sample(LesionClass.all().get(i % LesionClass.COUNT)));
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
