package org.dermoscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureSpaceTest {
    private static final int SIZE = 40;
    private static final float NOISE = 0.01f;

    private final Random random = new Random(7);

    @Test
    void isThePlaneInWhichFeaturesVary() {
        FeatureSpace space = FeatureSpace.of(images(600));

        assertThat(space.components().length).isEqualTo(SIZE / 10);
        for (int k = 0; k < space.components().length; k++) {
            for (int other = 0; other < space.components().length; other++) {
                assertThat(dot(space.components()[k], space.components()[other]))
                        .isCloseTo(k == other ? 1 : 0, within(1e-5));
            }
        }
        for (float[] image : images(100)) {
            // of 36 directions outside of the plane
            assertThat(space.residual(image)).isLessThan(4 * SIZE * NOISE * NOISE);
        }
    }

    @Test
    void theResidualIsTheSquaredDistanceFromThePlane() {
        FeatureSpace space = FeatureSpace.of(images(600));
        float[] far = image();
        float[] moved = far.clone();
        moved[SIZE - 1] += 3; // no image varies here but for the noise
        assertThat(space.residual(moved)).isCloseTo(9, within(0.3));
        float[] along = far.clone();
        along[0] += 10;
        along[4] -= 5;
        assertThat(space.residual(along)).isCloseTo(space.residual(far), within(0.05));
    }

    @Test
    void isTheSameForTheSameImages() {
        List<float[]> images = images(200);
        assertThat(FeatureSpace.of(images).components())
                .isDeepEqualTo(FeatureSpace.of(images).components());
    }

    @Test
    void hasFewerComponentsWhereImagesAreFewAndCopesWithFeaturesThatNeverVary() {
        assertThat(FeatureSpace.of(images(20)).components().length).isEqualTo(2);
        FeatureSpace still = FeatureSpace.of(List.of(new float[] {1, 2}, new float[] {1, 2}));
        assertThat(still.residual(new float[] {1, 2})).isZero();
        assertThat(still.residual(new float[] {1, 4})).isEqualTo(4);
    }

    @Test
    void refusesFeaturesOfAnotherNetwork() {
        assertThatThrownBy(() -> FeatureSpace.of(images(20)).residual(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 features; the feature space has 40");
    }

    private List<float[]> images(int count) {
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image());
        }
        return images;
    }

    /** Varies in the first four features, each together with another of the first twenty; noise in all. */
    private float[] image() {
        float[] image = new float[SIZE];
        for (int i = 0; i < 4; i++) {
            float value = (float) random.nextGaussian() * (i + 2);
            image[i] += value;
            image[4 + 4 * i] -= value / 2;
        }
        for (int i = 0; i < SIZE; i++) {
            image[i] += 5 + NOISE * (float) random.nextGaussian();
        }
        return image;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
