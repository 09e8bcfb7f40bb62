package org.dermoscope.camera.frame;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * The capture library, loaded where it is first needed and told to leave standard output and standard error alone. What
 * opens cameras is a part of its own, because on Linux it needs sound libraries that servers do not have.
 */
public final class NativeVideo {
    private NativeVideo() {}

    /** @throws SourceException if this machine cannot load it */
    public static void load() throws SourceException {
        // The ceilings count what other libraries of the process hold, and would refuse frames for no reason of ours.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            for (Class<?> part :
                    new Class<?>[] {avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class}) {
                Loader.load(part);
            }
        } catch (UnsatisfiedLinkError e) {
            throw new SourceException("The capture library cannot be loaded: " + cause(e), e);
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    /** @throws SourceException if this machine cannot load what opens cameras; says which library is missing */
    static void loadDevices() throws SourceException {
        load();
        try {
            Loader.load(avdevice.class);
        } catch (UnsatisfiedLinkError e) {
            throw new SourceException(
                    "What opens cameras cannot be loaded: " + cause(e)
                            + "; install that library (on Debian and Ubuntu: apt install libpulse0 libasound2"
                            + " libxcb-shm0)",
                    e);
        }
        avdevice.avdevice_register_all();
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.substring(message.lastIndexOf('/') + 1);
    }
}
