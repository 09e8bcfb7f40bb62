package org.dermoscope.camera.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.overlay.OverlayStates.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The overlay against pictures that were looked at. {@code -Dgolden.write=true} writes them anew: then look at them before
 * they are committed.
 */
class OverlayTest {
    private static final List<int[]> SIZES = List.of(new int[] {320, 240}, new int[] {640, 480}, new int[] {1280, 720});
    private static final double ALLOWED = 14;
    private static final double PLAINLY_DIFFERENT = 25;

    static Stream<Arguments> statesAndSizes() {
        return OverlayStates.all().keySet().stream()
                .flatMap(name -> SIZES.stream().map(size -> Arguments.of(name, size[0], size[1])));
    }

    private static State state(String name) {
        return Objects.requireNonNull(OverlayStates.all().get(name));
    }

    @ParameterizedTest
    @MethodSource("statesAndSizes")
    void eachStateLooksAsItDidWhenItWasLookedAt(String name, int width, int height) throws Exception {
        GoldenPicture drawn = GoldenPicture.of(state(name).draw(width, height));
        String file = "golden/" + name + "-" + width + "x" + height + ".png";
        if (Boolean.getBoolean("golden.write")) {
            drawn.write(Path.of("src/test/resources", file));
        }
        try (@Nullable InputStream stored = OverlayTest.class.getClassLoader().getResourceAsStream(file)) {
            GoldenPicture golden = GoldenPicture.read(Objects.requireNonNull(stored, file));
            double difference = drawn.difference(golden);
            if (difference > ALLOWED) {
                Path both = Path.of("target", "differs-" + name + "-" + width + ".png");
                ImageIO.write(drawn.beside(golden), "png", both.toFile());
            }
            assertThat(difference).as(file).isLessThanOrEqualTo(ALLOWED);
        }
    }

    @Test
    void theComparisonSeesAnotherColourAnotherBarAndAMissingStrip() {
        GoldenPicture sure = GoldenPicture.of(state("sure").draw(640, 480));

        for (String other : List.of("likely", "melanoma", "abstained", "evidence", "unreachable", "frozen", "help")) {
            assertThat(sure.difference(GoldenPicture.of(state(other).draw(640, 480))))
                    .as(other)
                    .isGreaterThan(PLAINLY_DIFFERENT);
        }
    }

    @Test
    void theSameInputsGiveTheSamePictureAndTheFrameIsLeftAlone() {
        BufferedImage frame = OverlayStates.frame(640, 480);
        byte[] before = Pixels.bytes(frame).clone();
        OverlayState state = state("waiting").state();

        BufferedImage one = Overlay.draw(frame, null, state);
        BufferedImage two = Overlay.draw(frame, null, state);

        assertThat(Pixels.bytes(one)).isEqualTo(Pixels.bytes(two));
        assertThat(Pixels.bytes(frame)).isEqualTo(before);
    }

    @Test
    void theConfidenceHasTheColourOfItsBand() {
        assertThat(List.of(
                        Palette.ofConfidence(0.8),
                        Palette.ofConfidence(0.7999),
                        Palette.ofConfidence(0.6),
                        Palette.ofConfidence(0.5999)))
                .containsExactly(Palette.SURE, Palette.LIKELY, Palette.LIKELY, Palette.UNSURE);
    }

    @Test
    void theDisclaimerStandsUnderEveryState() {
        double expected = brightPixels(state("sure"));

        assertThat(expected).isGreaterThan(500);
        OverlayStates.all()
                .forEach((name, state) ->
                        assertThat(brightPixels(state) / expected).as(name).isBetween(0.95, 1.05));
    }

    /** Of the letters in the last line. */
    private static double brightPixels(State state) {
        BufferedImage picture = state.draw(640, 480);
        int found = 0;
        for (int y = 460; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                int rgb = picture.getRGB(x, y);
                found += (rgb >> 16 & 0xff) > 170 && (rgb >> 8 & 0xff) > 170 && (rgb & 0xff) > 170 ? 1 : 0;
            }
        }
        return found;
    }
}
