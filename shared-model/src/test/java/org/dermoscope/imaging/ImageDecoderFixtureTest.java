package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Locale;
import org.dermoscope.imaging.InvalidImageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderFixtureTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @MethodSource("org.dermoscope.imaging.ImageFixture#decodable")
    void everyFixtureDecodesToItsPattern(ImageFixture fixture) throws InvalidImageException {
        RgbImages.assertSame(decoder.decode(fixture.bytes()), fixture.expected(), fixture.tolerance());
    }

    @ParameterizedTest
    @MethodSource("org.dermoscope.imaging.ImageFixture#decodable")
    void aTruncatedFileNeverGivesAPartialPicture(ImageFixture fixture) throws InvalidImageException {
        byte[] whole = fixture.bytes();
        RgbImage complete = decoder.decode(whole);
        int refused = 0;
        for (int length = 1; length < whole.length; length++) {
            try {
                RgbImage picture = decoder.decode(Arrays.copyOf(whole, length));
                assertThat(picture.pixels()).as("after " + length + " bytes").isEqualTo(complete.pixels());
            } catch (InvalidImageException e) {
                assertThat(e.reason()).isIn(Reason.UNREADABLE, Reason.UNSUPPORTED_TYPE);
                refused++;
            }
        }
        assertThat(refused).as("refused of " + whole.length).isGreaterThanOrEqualTo(whole.length - 20);
    }

    @ParameterizedTest
    @MethodSource("org.dermoscope.imaging.ImageFixture#decodable")
    void theTypeIsRecognizedByContent(ImageFixture fixture) {
        String extension = fixture.file().substring(fixture.file().lastIndexOf('.') + 1);
        ImageType expected = switch (extension) {
            case "jpg" -> ImageType.JPEG;
            case "tif" -> ImageType.TIFF;
            default -> ImageType.valueOf(extension.toUpperCase(Locale.ROOT));
        };
        assertThat(ImageType.of(fixture.bytes())).contains(expected);
    }

    @Test
    void layoutsWithWrongColoursInTheDecoderAreRefused() {
        assertThat(ImageFixture.all().filter(f -> f.pattern() == PicturePattern.REFUSED))
                .hasSize(3)
                .allSatisfy(fixture -> assertThatExceptionOfType(InvalidImageException.class)
                        .isThrownBy(() -> decoder.decode(fixture.bytes()))
                        .withMessageContaining("bits a sample")
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE)));
    }

    @ParameterizedTest
    @MethodSource("org.dermoscope.imaging.ImageFixture#decodable")
    void bytesBehindACompleteFileDoNoHarm(ImageFixture fixture) throws InvalidImageException {
        byte[] whole = fixture.bytes();
        byte[] longer = Arrays.copyOf(whole, whole.length + 5);
        RgbImages.assertSame(decoder.decode(longer), fixture.expected(), fixture.tolerance());
    }
}
