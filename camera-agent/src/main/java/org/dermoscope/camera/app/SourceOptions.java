package org.dermoscope.camera.app;

import org.dermoscope.camera.frame.CaptureFormat;
import org.dermoscope.camera.frame.SourceException;
import org.dermoscope.camera.frame.SourceSpec;
import picocli.CommandLine.Option;

/** The options that say what is looked at. */
final class SourceOptions {
    @Option(
            names = "--source",
            defaultValue = "0",
            paramLabel = "SOURCE",
            description = "camera by index or name, video file, folder of images, or rtsp:// or http:// stream"
                    + " (default: ${DEFAULT-VALUE}, the first camera)")
    String source = "0";

    @Option(names = "--width", paramLabel = "PIXELS", description = "width of the frames (default: the source's own)")
    int width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "height of the frames; goes with --width")
    int height;

    @Option(names = "--fps", paramLabel = "RATE", description = "frames a second (default: the source's own)")
    double fps;

    @Option(names = "--loop", description = "begin again at the end of a file or a folder")
    boolean loop;

    /** @throws IllegalArgumentException if size or rate are not allowed */
    SourceSpec spec() throws SourceException {
        return SourceSpec.parse(source, new CaptureFormat(width, height, fps), loop);
    }
}
