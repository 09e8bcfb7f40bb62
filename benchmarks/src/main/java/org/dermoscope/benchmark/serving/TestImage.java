package org.dermoscope.benchmark.serving;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.taxonomy.LesionClass;

/** What is sent: a JPEG file as large as those of HAM10000, 600x450 pixels and about 250 kB. */
public final class TestImage {
    private static final String BOUNDARY = "dermoscope-benchmark-boundary";

    /** Of {@link #form}. */
    static final String MEDIA_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private static final int WIDTH = 600;
    private static final int HEIGHT = 450;
    private static final int GRAIN = 26;
    private static final float QUALITY = 0.97f;

    private TestImage() {}

    /** The body of a multipart request with the image as its part {@code image}. */
    static byte[] form(byte[] jpeg) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"lesion.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.write(jpeg);
        form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    /** A drawn lesion with the grain of a photograph, which is what fills a file. */
    public static byte[] jpeg() throws IOException {
        RgbImage lesion = new SyntheticLesions(WIDTH, HEIGHT).draw(LesionClass.MEL, 1, 1);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int grain = random.nextInt(2 * GRAIN + 1) - GRAIN;
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | Math.max(0, Math.min(255, (lesion.pixels()[3 * i + c] & 0xff) + grain));
            }
            picture.setRGB(i % WIDTH, i / WIDTH, rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
