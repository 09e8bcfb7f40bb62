package org.dermoscope.benchmark.camera;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.taxonomy.LesionClass;

/** A Motion JPEG video of drawn lesions, as cameras deliver it: 640x480, 30 frames/s, a second of each class. */
final class LesionVideo {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int RATE = 30;
    private static final int BITS_PER_SECOND = 20_000_000;

    private LesionVideo() {}

    static void write(Path file) throws FrameRecorder.Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        SyntheticLesions pictures = new SyntheticLesions(WIDTH, HEIGHT);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT);
                Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3, 3 * WIDTH)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setFrameRate(RATE);
            recorder.setVideoBitrate(BITS_PER_SECOND);
            recorder.start();
            for (LesionClass lesionClass : LesionClass.all()) {
                RgbImage picture = pictures.draw(lesionClass, 900 + lesionClass.index(), 0);
                ByteBuffer pixels = (ByteBuffer) frame.image[0];
                pixels.clear();
                pixels.put(picture.pixels());
                for (int i = 0; i < RATE; i++) {
                    recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
                }
            }
        }
    }
}
