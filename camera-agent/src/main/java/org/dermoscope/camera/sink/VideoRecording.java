package org.dermoscope.camera.sink;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.NativeVideo;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.frame.SourceException;

/**
 * Writes what is shown as a video: H.264 in mp4, Motion JPEG in avi. A thread of its own encodes; what it cannot keep up
 * with is left out, and the video's times stay right. Closing completes the file.
 */
public final class VideoRecording implements FrameSink, AutoCloseable {
    private static final int WAITING = 8;
    private static final long POLL_MILLIS = 100;
    private static final long CLOSE_PATIENCE_MILLIS = 10_000;
    private static final int BITS_PER_PIXEL_AND_SECOND = 6;

    private final Path file;
    private final double framesPerSecond;
    private final BlockingQueue<Shown> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "recording");
    private volatile boolean closing;
    private volatile String failure = "";

    /** What is waiting to be encoded. */
    private record Shown(BufferedImage image, long nanos) {}

    /**
     * @param file ends in .mp4 or .avi; replaced if it exists
     * @param framesPerSecond that the file is said to have
     * @throws IOException if it cannot be written there
     */
    public VideoRecording(Path file, double framesPerSecond) throws IOException {
        this.file = file;
        this.framesPerSecond = framesPerSecond;
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".mp4") && !name.endsWith(".avi")) {
            throw new IOException("The recording " + file + " has no known type; allowed: .mp4 and .avi");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new IOException("The recording " + file + " cannot be written: its folder is missing or read-only");
        }
        try {
            NativeVideo.load();
        } catch (SourceException e) {
            throw new IOException("The recording " + file + " cannot be written: " + e.getMessage(), e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void show(BufferedImage annotated, Frame frame) {
        if (!closing && failure.isEmpty()) {
            queue.offer(new Shown(annotated, frame.capturedNanos()));
        }
    }

    /** One sentence on why nothing is recorded any more; empty while it is. */
    public String failure() {
        return failure;
    }

    private void run() {
        try {
            Shown first = next();
            if (first == null) {
                return;
            }
            try (FFmpegFrameRecorder recorder = recorder(first.image())) {
                recorder.start();
                encode(recorder, first);
            }
        } catch (FrameRecorder.Exception e) {
            failure = "The recording " + file + " ended: it cannot be written";
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void encode(FFmpegFrameRecorder recorder, Shown first)
            throws FrameRecorder.Exception, InterruptedException {
        int width = first.image().getWidth();
        int height = first.image().getHeight();
        try (org.bytedeco.javacv.Frame frame =
                new org.bytedeco.javacv.Frame(width, height, org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3, 3 * width)) {
            ByteBuffer pixels = (ByteBuffer) frame.image[0];
            Shown shown = first;
            while (shown != null) {
                if (shown.image().getWidth() == width && shown.image().getHeight() == height) {
                    pixels.clear();
                    pixels.put(Pixels.bytes(shown.image()));
                    long micros = TimeUnit.NANOSECONDS.toMicros(shown.nanos() - first.nanos());
                    recorder.setTimestamp(Math.max(micros, recorder.getTimestamp()));
                    recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
                }
                shown = next();
            }
        }
    }

    /** Null when there is nothing more. */
    private Shown next() throws InterruptedException {
        while (true) {
            Shown shown = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (shown != null || closing) {
                return shown;
            }
        }
    }

    private FFmpegFrameRecorder recorder(BufferedImage like) {
        // Both codecs want even sides.
        int width = like.getWidth() & ~1;
        int height = like.getHeight() & ~1;
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
        boolean mp4 = file.toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
        recorder.setFormat(mp4 ? "mp4" : "avi");
        recorder.setVideoCodec(mp4 ? avcodec.AV_CODEC_ID_H264 : avcodec.AV_CODEC_ID_MJPEG);
        recorder.setPixelFormat(mp4 ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUVJ420P);
        recorder.setFrameRate(framesPerSecond);
        recorder.setVideoBitrate(width * height * BITS_PER_PIXEL_AND_SECOND * (mp4 ? 1 : 4));
        return recorder;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
