package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;

/** A camera, a video file or a stream, read with FFmpeg. */
final class GrabbedVideo implements FrameSource {
    /** After which a silent network source counts as lost, in microseconds. */
    private static final String NETWORK_PATIENCE = "5000000";

    private final FFmpegFrameGrabber grabber;
    private final String what;

    private GrabbedVideo(FFmpegFrameGrabber grabber, String what) {
        this.grabber = grabber;
        this.what = what;
    }

    static GrabbedVideo ofDevice(CameraDevice camera, CaptureFormat format) throws SourceException {
        NativeVideo.loadDevices();
        String system = CameraDevices.inputFormat();
        FFmpegFrameGrabber grabber =
                new FFmpegFrameGrabber(system.equals("dshow") ? "video=" + camera.address() : camera.address());
        grabber.setFormat(system);
        if (format.framesPerSecond() > 0) {
            grabber.setFrameRate(format.framesPerSecond());
        }
        return start(grabber, "camera " + camera.index() + " (" + camera.name() + ")", format);
    }

    static GrabbedVideo ofStream(String url, CaptureFormat format) throws SourceException {
        NativeVideo.load();
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(url);
        if (url.toLowerCase(Locale.ROOT).startsWith("rtsp")) {
            grabber.setOption("rtsp_transport", "tcp");
            grabber.setOption("timeout", NETWORK_PATIENCE);
        } else {
            grabber.setOption("rw_timeout", NETWORK_PATIENCE);
        }
        grabber.setOption("fflags", "nobuffer");
        grabber.setOption("flags", "low_delay");
        return start(grabber, "stream " + withoutPassword(url), format);
    }

    static GrabbedVideo ofFile(Path file, CaptureFormat format) throws SourceException {
        NativeVideo.load();
        return start(new FFmpegFrameGrabber(file.toFile()), "video " + file, format);
    }

    private static GrabbedVideo start(FFmpegFrameGrabber grabber, String what, CaptureFormat format)
            throws SourceException {
        if (format.width() > 0) {
            grabber.setImageWidth(format.width());
            grabber.setImageHeight(format.height());
        }
        try {
            grabber.start();
        } catch (FrameGrabber.Exception e) {
            closeQuietly(grabber);
            throw new SourceException("The " + what + " cannot be opened: it is busy, damaged or gone", e);
        }
        if (!grabber.hasVideo()) {
            closeQuietly(grabber);
            throw new SourceException("The " + what + " holds no pictures");
        }
        return new GrabbedVideo(grabber, what);
    }

    private static String withoutPassword(String url) {
        return url.replaceFirst("://[^/@]*@", "://");
    }

    @Override
    public @Nullable BufferedImage read() throws SourceException {
        try {
            @Nullable Frame frame = grabber.grabImage();
            return frame == null || frame.image == null ? null : Pixels.copyBgr(frame);
        } catch (FrameGrabber.Exception e) {
            throw new SourceException("The " + what + " stopped delivering pictures", e);
        }
    }

    @Override
    public double framesPerSecond() {
        double rate = grabber.getVideoFrameRate();
        return Double.isFinite(rate) && rate > 0 ? rate : 0;
    }

    @Override
    public long promisedFrames() {
        // Not the length in seconds, which is estimated from what is left of a file.
        AVFormatContext context = grabber.getFormatContext();
        long most = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                most = Math.max(most, stream.nb_frames());
            }
        }
        return most;
    }

    @Override
    public void close() {
        closeQuietly(grabber);
    }

    private static void closeQuietly(FFmpegFrameGrabber grabber) {
        try {
            grabber.close();
        } catch (FrameGrabber.Exception e) {
            // Whatever was open is released before this is thrown.
        }
    }
}
