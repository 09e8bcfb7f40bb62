package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.dermoscope.imaging.InvalidImageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderLimitsTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void nothingAtAllIsEmpty() {
        InvalidImageException refusal = refusal(decoder, new byte[0]);
        assertThat(refusal.reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal).hasMessage("The image has 0 bytes; 1 to 10485760 are allowed");
    }

    @Test
    void oneByteMoreThanAllowedIsTooMany() throws InvalidImageException {
        byte[] image = ImageFixture.resource("rgb.png");
        new ImageDecoder(new ImageLimits(image.length, 1000)).decode(image);
        InvalidImageException refusal = refusal(new ImageDecoder(new ImageLimits(image.length - 1, 1000)), image);
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
        assertThat(refusal)
                .hasMessage("The image has " + image.length + " bytes; at most " + (image.length - 1) + " are allowed");
    }

    @Test
    void onePixelMoreThanAllowedIsTooMany() throws InvalidImageException {
        byte[] image = ImageFixture.resource("rgb.png");
        new ImageDecoder(new ImageLimits(10_000, 23 * 17)).decode(image);
        InvalidImageException refusal = refusal(new ImageDecoder(new ImageLimits(10_000, 23 * 17 - 1)), image);
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refusal).hasMessageContaining("23x17").hasMessageContaining("at most 390");
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void anImageThatAnnouncesTooManyPixelsIsRefusedByItsHeader(ImageType type) {
        int side = type == ImageType.WEBP ? 16_000 : 20_000;
        InvalidImageException refusal = refusal(decoder, EncodedImages.announcing(type, side, side));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refusal).hasMessageContaining(side + "x" + side).hasMessageContaining("50000000");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageType.class,
            names = {"PNG", "BMP"})
    void aSideLongerThanAnyImageNeedsIsRefused(ImageType type) {
        InvalidImageException refusal = refusal(decoder, EncodedImages.announcing(type, 70_000, 1));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refusal).hasMessageContaining("70000x1").hasMessageContaining("65535 a side");
    }

    @ParameterizedTest
    @EnumSource(value = ImageType.class, names = "WEBP", mode = EnumSource.Mode.EXCLUDE)
    void anImageWithoutPixelsIsUnreadable(ImageType type) {
        for (byte[] image : new byte[][] {
            EncodedImages.announcing(type, 0, 0),
            EncodedImages.announcing(type, 23, 0),
            EncodedImages.announcing(type, 0, 17)
        }) {
            InvalidImageException refusal = refusal(decoder, image);
            assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(refusal).hasMessageContaining("x").hasMessageContaining("at least 1x1");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageType.class,
            names = {"PNG", "WEBP", "TIFF"})
    void anImageWithLessDataThanItsHeaderAnnouncesIsUnreadable(ImageType type) {
        assertThat(refusal(decoder, EncodedImages.announcing(type, 230, 170)).reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%PDF-1.7 something",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<html>no image</html>",
                "{\"image\": 1}",
                "GIF88a",
                "PK\u0003\u0004",
                "\0\0\0\u0018ftypheic",
                "RIFF\0\0\0\0WAVE",
                "P6 1 1 255 abc",
                "II+\0",
                "x"
            })
    void otherContentIsOfNoAcceptedType(String content) {
        InvalidImageException refusal = refusal(decoder, content.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
        assertThat(refusal).hasMessageEndingWith("none of the accepted types [JPEG, PNG, BMP, WebP, GIF, TIFF]");
    }

    @Test
    void anUnknownTypeIsReportedByItsFirstBytes() {
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> decoder.decode(new byte[] {1, 2, (byte) 0xab, 4, 5}))
                .withMessageStartingWith("The content begins with 0x0102ab04");
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(0, 1))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(1, 0))
                .withMessageContaining("1..700000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(1, 700_000_001))
                .withMessageContaining("700000001");
    }

    private static InvalidImageException refusal(ImageDecoder decoder, byte[] image) {
        InvalidImageException refusal = catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(image));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }
}
