package org.dermoscope.trainer.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/** Cached images of random pixels, without files. */
final class SyntheticCache {
    static final InputSize SIZE = new InputSize(9, 12);
    static final Preprocessor PREPROCESSOR = new Preprocessor(PreprocessingSpec.of(
            SIZE.height(),
            SIZE.width(),
            new NormalizationStats(List.of(194.7, 139.3, 145.5), List.of(35.9, 38.7, 43.0))));

    private SyntheticCache() {}

    static LesionDataset dataset(int images) {
        List<LesionRecord> records = new ArrayList<>();
        Map<String, RgbImage> pixels = new LinkedHashMap<>();
        for (int i = 0; i < images; i++) {
            String id = "image" + i;
            records.add(new LesionRecord(
                    id, "lesion" + i, LesionClass.ofIndex(i % LesionClass.COUNT), Path.of(id + ".jpg")));
            pixels.put(id, image(SIZE.width(), SIZE.height(), i));
        }
        return new LesionDataset(records, new ImageCache(SIZE, pixels));
    }

    static RgbImage image(int width, int height, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new RgbImage(width, height, pixels);
    }
}
