package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Pointer;
import org.dermoscope.imaging.InvalidImageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderDamageTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void aJpegThatLacksOnlyItsEndMarkerIsUnreadable() {
        byte[] whole = ImageFixture.resource("rgb.jpg");
        assertUnreadable(Arrays.copyOf(whole, whole.length - 2));
    }

    @Test
    void aPngWithHalfOfItsDataInAValidChunkIsUnreadable() {
        byte[] whole = ImageFixture.resource("palette.png");
        int data = EncodedImages.indexOf(whole, "IDAT");
        int length = ByteBuffer.wrap(whole).getInt(data - 4);
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(whole, 0, data - 4);
        byte[] chunk = Arrays.copyOfRange(whole, data, data + 4 + length / 2);
        CRC32 sum = new CRC32();
        sum.update(chunk);
        cut.writeBytes(ByteBuffer.allocate(4).putInt(length / 2).array());
        cut.writeBytes(chunk);
        cut.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        cut.write(whole, data + 8 + length, whole.length - data - 8 - length);
        assertUnreadable(cut.toByteArray());
    }

    @Test
    void aPngWithAFlippedBitIsUnreadable() {
        byte[] image = ImageFixture.resource("rgb.png");
        image[EncodedImages.indexOf(image, "IDAT") + 10] ^= 4;
        assertUnreadable(image);
    }

    @Test
    void aWebpWhoseContainerWasShortenedWithItsDataIsUnreadable() {
        byte[] whole = ImageFixture.resource("lossy.webp");
        byte[] cut = Arrays.copyOf(whole, whole.length / 2 & ~1);
        ByteBuffer.wrap(cut)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, cut.length - 8)
                .putInt(16, cut.length - 20);
        assertUnreadable(cut);
    }

    @Test
    void aGifWhoseFrameEndsEarlyIsUnreadable() {
        byte[] whole = ImageFixture.resource("palette.gif");
        int frame = EncodedImages.indexOf(whole, "\0\0\0\0\u0017\0\u0011\0") - 1;
        int data = frame + 11;
        int kept = (whole[data] & 0xff) / 3;
        byte[] cut = Arrays.copyOf(whole, data + 1 + kept + 2);
        cut[data] = (byte) kept;
        cut[cut.length - 2] = 0;
        cut[cut.length - 1] = 0x3b;
        assertUnreadable(cut);
    }

    @Test
    void aRunLengthBitmapThatEndsEarlyIsUnreadable() {
        byte[] whole = ImageFixture.resource("run-length.bmp");
        byte[] cut = Arrays.copyOf(whole, whole.length - 300);
        ByteBuffer little = ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN);
        little.putInt(2, cut.length).putInt(34, cut.length - little.getInt(10));
        assertUnreadable(cut);
    }

    @Test
    void aDamagedOrientationLeavesThePictureAsStored() throws InvalidImageException {
        byte[] image = ImageFixture.resource("orientation-6.jpg");
        int exif = EncodedImages.indexOf(image, "Exif\0\0");
        Arrays.fill(image, exif + 6, exif + 10, (byte) 'x');
        RgbImages.assertSame(decoder.decode(image), PicturePattern.RGB.image(), 4);
    }

    @ParameterizedTest
    @MethodSource("org.dermoscope.imaging.ImageFixture#decodable")
    void damagedFilesGiveAPictureOrARefusalAndNothingElse(ImageFixture fixture) {
        Random random = new Random(fixture.file().hashCode());
        byte[] whole = fixture.bytes();
        for (int round = 0; round < 40; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            InvalidImageException refusal =
                    catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(damaged));
            if (refusal != null) {
                assertThat(refusal.getMessage())
                        .doesNotContainIgnoringCase("opencv")
                        .doesNotContain("/")
                        .hasSizeLessThan(400);
            }
        }
    }

    @Test
    void threadsDecodeAtTheSameTime() throws Exception {
        List<ImageFixture> fixtures = ImageFixture.decodable().toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        for (ImageFixture fixture : fixtures) {
                            RgbImages.assertSame(
                                    decoder.decode(fixture.bytes()), fixture.expected(), fixture.tolerance());
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void decodingLeavesNoNativeMemoryBehind() throws InvalidImageException {
        List<byte[]> images = ImageFixture.decodable().map(ImageFixture::bytes).toList();
        decodeAndDamage(images);
        long count = Pointer.totalCount();
        long bytes = Pointer.totalBytes();
        for (int round = 0; round < 5; round++) {
            decodeAndDamage(images);
        }
        assertThat(Pointer.totalCount()).as("native objects").isLessThanOrEqualTo(count);
        assertThat(Pointer.totalBytes()).as("native bytes").isLessThanOrEqualTo(bytes);
    }

    private void decodeAndDamage(List<byte[]> images) throws InvalidImageException {
        for (byte[] image : images) {
            decoder.decode(image);
            byte[] damaged = image.clone();
            Arrays.fill(damaged, damaged.length / 2, damaged.length * 3 / 4, (byte) 0x55);
            try {
                decoder.decode(damaged);
            } catch (InvalidImageException e) {
                assertThat(e.reason()).isNotEqualTo(Reason.EMPTY);
            }
        }
    }

    private void assertUnreadable(byte[] image) {
        InvalidImageException refusal = catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(image));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
    }
}
