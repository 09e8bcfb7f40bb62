package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizationEstimatorTest {
    /** Red 0, 255; green 10, 20; blue 200, 204: over two images of one pixel. */
    private static final LesionDataset TWO = dataset(new byte[] {0, 10, (byte) 200}, new byte[] {-1, 20, (byte) 204});

    @Test
    void perChannelStatisticsAreThoseOfEachChannel() {
        NormalizationStats stats = NormalizationEstimator.estimate(TWO, NormalizationMode.PER_CHANNEL);

        assertThat(stats.mean()).containsExactly(127.5, 15.0, 202.0);
        assertThat(stats.std()).containsExactly(127.5, 5.0, 2.0);
    }

    @Test
    void pooledStatisticsAreThoseOfAllValuesTogether() {
        NormalizationStats stats = NormalizationEstimator.estimate(TWO, NormalizationMode.POOLED);

        double mean = (0 + 255 + 10 + 20 + 200 + 204) / 6.0;
        double squares = (255 * 255 + 10 * 10 + 20 * 20 + 200 * 200 + 204 * 204) / 6.0;
        assertThat(stats.mean()).allSatisfy(m -> assertThat(m).isCloseTo(mean, within(1e-9)));
        assertThat(stats.std())
                .allSatisfy(s -> assertThat(s).isCloseTo(Math.sqrt(squares - mean * mean), within(1e-9)));
    }

    @Test
    void theOrderOfTheImagesDoesNotCount() {
        LesionDataset images = SyntheticCache.dataset(500);
        List<LesionRecord> reversed = new ArrayList<>(images.records());
        Collections.reverse(reversed);
        Map<String, RgbImage> pixels = new HashMap<>();
        images.records().forEach(r -> pixels.put(r.imageId(), images.image(r)));
        LesionDataset same = new LesionDataset(reversed, new ImageCache(SyntheticCache.SIZE, pixels));

        for (NormalizationMode mode : List.of(NormalizationMode.POOLED, NormalizationMode.PER_CHANNEL)) {
            assertThat(NormalizationEstimator.estimate(same, mode))
                    .isEqualTo(NormalizationEstimator.estimate(images, mode));
        }
    }

    @ParameterizedTest
    @EnumSource(value = NormalizationMode.class, mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
    void imagesWithoutVariationAreRefused(NormalizationMode mode) {
        LesionDataset gray = dataset(new byte[] {7, 7, 7}, new byte[] {7, 7, 7});

        assertThatThrownBy(() -> NormalizationEstimator.estimate(gray, mode))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContaining("allowed: a standard deviation above 0");
    }

    private static LesionDataset dataset(byte[]... pixels) {
        List<LesionRecord> records = new ArrayList<>();
        Map<String, RgbImage> images = new HashMap<>();
        for (byte[] pixel : pixels) {
            String id = "image" + records.size();
            records.add(new LesionRecord(id, id, LesionClass.NV, Path.of(id)));
            images.put(id, new RgbImage(1, 1, pixel));
        }
        return new LesionDataset(records, new ImageCache(new InputSize(1, 1), images));
    }
}
