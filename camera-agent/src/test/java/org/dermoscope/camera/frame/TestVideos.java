package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.taxonomy.LesionClass;

/** Videos of drawn lesions. */
public final class TestVideos {
    private TestVideos() {}

    /** A picture of each class, {@code TYPE_3BYTE_BGR}. */
    public static List<BufferedImage> lesions(int width, int height) {
        SyntheticLesions pictures = new SyntheticLesions(width, height);
        return LesionClass.all().stream()
                .map(lesionClass -> bgr(pictures.draw(lesionClass, 900 + lesionClass.index(), 0)))
                .toList();
    }

    private static BufferedImage bgr(RgbImage image) {
        BufferedImage picture = Pixels.blank(image.width(), image.height());
        byte[] target = Pixels.bytes(picture);
        for (int i = 0; i < target.length; i += 3) {
            target[i] = image.pixels()[i + 2];
            target[i + 1] = image.pixels()[i + 1];
            target[i + 2] = image.pixels()[i];
        }
        return picture;
    }

    /**
     * @param file ends in .avi for Motion JPEG or in .mp4 for H.264
     * @param framesEach how many frames each picture is shown
     */
    public static Path write(Path file, List<BufferedImage> pictures, int framesEach, double framesPerSecond)
            throws Exception {
        NativeVideo.load();
        int width = pictures.get(0).getWidth();
        int height = pictures.get(0).getHeight();
        boolean avi = file.toString().endsWith(".avi");
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
                org.bytedeco.javacv.Frame frame =
                        new org.bytedeco.javacv.Frame(width, height, org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat(avi ? "avi" : "mp4");
            recorder.setVideoCodec(avi ? avcodec.AV_CODEC_ID_MJPEG : avcodec.AV_CODEC_ID_H264);
            recorder.setPixelFormat(avi ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(framesPerSecond);
            recorder.setVideoBitrate(20_000_000);
            recorder.start();
            for (BufferedImage picture : pictures) {
                ByteBuffer pixels = (ByteBuffer) frame.image[0];
                for (int y = 0; y < height; y++) {
                    pixels.position(y * frame.imageStride);
                    pixels.put(Pixels.bytes(picture), 3 * y * width, 3 * width);
                }
                for (int i = 0; i < framesEach; i++) {
                    recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
                }
            }
        }
        return file;
    }

    /** Writes a video for trying the agent by hand: FILE, WIDTH, HEIGHT, frames for each picture. */
    public static void main(String[] arguments) throws Exception {
        List<BufferedImage> pictures = lesions(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        write(Path.of(arguments[0]), pictures, Integer.parseInt(arguments[3]), 30);
    }
}
