package org.dermoscope.camera.app;

import java.nio.file.Path;
import java.time.Duration;
import org.dermoscope.camera.client.RegionOfInterest;
import org.dermoscope.camera.view.ViewSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is switched on at first, and where results go. */
final class ViewOptions {
    @Option(names = "--whole-frame", description = "send the whole frame instead of the centred square")
    boolean wholeFrame;

    @Option(names = "--evidence", description = "begin with the evidence shown")
    boolean evidence;

    @Option(names = "--no-smoothing", description = "begin without smoothing over the last answers")
    boolean noSmoothing;

    @Option(
            names = "--interval",
            defaultValue = "0",
            paramLabel = "MS",
            description = "least time between the beginnings of two requests (default: ${DEFAULT-VALUE})")
    int interval;

    @Option(
            names = "--screenshots",
            defaultValue = "screenshots",
            paramLabel = "DIR",
            description = "where the key s saves to (default: ${DEFAULT-VALUE})")
    Path screenshots = Path.of("screenshots");

    @Option(names = "--record", paramLabel = "FILE", description = "record what is shown, as .mp4 or .avi")
    @Nullable
    Path record;

    @Option(names = "--headless", description = "no window: a line of JSON for each answer on standard output")
    boolean headless;

    @Option(
            names = "--every-frame",
            description = "with --headless: read a file only as fast as it is answered, and skip nothing")
    boolean everyFrame;

    @Option(
            names = "--save-frames",
            paramLabel = "DIR",
            description = "with --headless: save what was sent as JPEG files")
    @Nullable
    Path saveFrames;

    @Option(
            names = "--stats",
            paramLabel = "FILE",
            description = "write a line of JSON with rates, times and memory each second")
    @Nullable
    Path stats;

    /** @throws IllegalArgumentException names the option, its value and what is allowed */
    ViewSettings settings() {
        if (interval < 0) {
            throw new IllegalArgumentException("--interval is " + interval + "; allowed: 0 or more");
        }
        if (!headless && (everyFrame || saveFrames != null)) {
            throw new IllegalArgumentException("--every-frame and --save-frames go with --headless");
        }
        return new ViewSettings(
                wholeFrame ? RegionOfInterest.WHOLE_FRAME : RegionOfInterest.CENTRED_SQUARE,
                evidence,
                false,
                !noSmoothing,
                false,
                Duration.ofMillis(interval));
    }
}
