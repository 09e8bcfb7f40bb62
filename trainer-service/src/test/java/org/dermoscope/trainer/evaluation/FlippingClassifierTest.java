package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class FlippingClassifierTest {
    /** Sees melanoma with the probability of the top left red value, in 255ths, and keeps what it was shown. */
    private static final class TopLeft implements LesionClassifier {
        private final List<List<Integer>> shown = new ArrayList<>();
        private boolean closed;

        @Override
        public List<Prediction> classify(List<RgbImage> images) {
            return images.stream().map(this::classify).toList();
        }

        private Prediction classify(RgbImage image) {
            List<Integer> red = new ArrayList<>();
            for (int i = 0; i < image.pixels().length; i += 3) {
                red.add(Byte.toUnsignedInt(image.pixels()[i]));
            }
            shown.add(red);
            double[] p = new double[LesionClass.COUNT];
            p[LesionClass.MEL.index()] = red.get(0) / 255.0;
            p[LesionClass.NV.index()] = 1 - red.get(0) / 255.0;
            return new Prediction(p);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static RgbImage grey(int... values) {
        byte[] pixels = new byte[3 * values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i / 3];
        }
        return new RgbImage(values.length / 2, 2, pixels);
    }

    @Test
    void theMeanIsTakenOverTheFourFlipsOfEachImage() {
        TopLeft network = new TopLeft();

        List<Prediction> predictions =
                new FlippingClassifier(network).classify(List.of(grey(0, 10, 51, 20, 30, 255), grey(7, 7, 7, 7, 7, 7)));

        assertThat(network.shown)
                .contains(
                        List.of(0, 10, 51, 20, 30, 255),
                        List.of(51, 10, 0, 255, 30, 20),
                        List.of(20, 30, 255, 0, 10, 51),
                        List.of(255, 30, 20, 51, 10, 0));
        assertThat(predictions).hasSize(2);
        assertThat(predictions.get(0).probability(LesionClass.MEL)).isEqualTo((0 + 51 + 20 + 255) / 4.0 / 255);
        assertThat(predictions.get(1).probability(LesionClass.MEL)).isEqualTo(7 / 255.0);
    }

    @Test
    void closingClosesTheClassifierBelow() {
        TopLeft network = new TopLeft();

        new FlippingClassifier(network).close();

        assertThat(network.closed).isTrue();
    }
}
