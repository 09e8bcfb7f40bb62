package org.dermoscope.camera.app;

import java.awt.AWTError;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.client.ImageClassifier;
import org.dermoscope.camera.client.PredictionListener;
import org.dermoscope.camera.client.PredictionLoop;
import org.dermoscope.camera.client.ServiceCondition;
import org.dermoscope.camera.client.ServiceState;
import org.dermoscope.camera.frame.CaptureCondition;
import org.dermoscope.camera.frame.CaptureLoop;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.LatestFrame;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Rate;
import org.dermoscope.camera.overlay.OverlayState;
import org.dermoscope.camera.sink.FrameSink;
import org.dermoscope.camera.sink.JsonLines;
import org.dermoscope.camera.sink.VideoRecording;
import org.dermoscope.camera.window.CameraWindow;
import org.jspecify.annotations.Nullable;

/** The parts at work, from the first frame to the end. Closing stops what it started, completes files, and may be repeated. */
final class LiveCamera implements AutoCloseable {
    private static final double RECORDED_RATE = 30;
    private static final int LARGEST_WINDOW = 1280;
    private static final long POLL_MILLIS = 50;

    private final Agent.Plan plan;
    private final Parts parts;
    private final LiveView view;
    private final Notices notices = new Notices();
    private final CountDownLatch quit = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread stop = new Thread(this::stopAndAwait, "stop");
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final PredictionLoop predictions;
    private @Nullable VideoRecording recording;

    /** What was started before. */
    record Parts(
            CaptureLoop capture,
            LatestFrame frames,
            Rate captureRate,
            Measurements measurements,
            ImageClassifier classifier) {}

    private LiveCamera(Agent.Plan plan, Parts parts, PredictionListener listener) {
        this.plan = plan;
        this.parts = parts;
        this.view = new LiveView(plan.settings());
        this.predictions = new PredictionLoop(
                new PredictionLoop.Parts(
                        parts.frames(),
                        parts.classifier(),
                        () -> view.wish(heldAtEnd()),
                        listener,
                        parts.measurements()),
                plan.prediction());
    }

    /** @throws AgentException if the window or a file cannot be opened; nothing is left open then */
    static LiveCamera open(Agent.Plan plan, Parts parts, PrintStream out) throws AgentException, InterruptedException {
        @Nullable LiveCamera camera = null;
        try {
            PredictionListener listener =
                    plan.view().headless ? new JsonLines(out, plan.view().saveFrames) : new SilentListener();
            camera = new LiveCamera(plan, parts, listener);
            camera.start();
            return camera;
        } catch (IOException e) {
            close(camera);
            throw new AgentException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (HeadlessException | AWTError e) {
            close(camera);
            throw new AgentException(
                    ExitCode.NO_DISPLAY,
                    "The display cannot be used: " + e.getMessage()
                            + "; set DISPLAY to one that can, or use --headless");
        }
    }

    private static void close(@Nullable LiveCamera camera) {
        if (camera != null) {
            camera.close();
        }
    }

    private void start() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(stop);
        List<FrameSink> sinks = new ArrayList<>();
        if (plan.view().record != null) {
            recording = keep(new VideoRecording(plan.view().record, RECORDED_RATE));
            sinks.add(recording);
        }
        if (plan.view().stats != null) {
            keep(new StatsFile(plan.view().stats, parts.measurements(), () -> newestNumber()));
        }
        keep(predictions);
        Controls controls = keep(new Controls(view, notices, plan.view().screenshots, quit));
        if (!plan.view().headless) {
            sinks.add(keep(window(controls)));
        }
        if (!sinks.isEmpty()) {
            DisplayLoop display = keep(new DisplayLoop(
                    new DisplayLoop.Inputs(
                            parts.frames(), view, () -> predictions.shown().orElse(null), this::overlayState),
                    sinks,
                    parts.measurements()));
            controls.follow(display);
            display.start();
        }
        predictions.start();
        parts.capture().goOn();
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.add(part);
        return part;
    }

    private CameraWindow window(Controls controls) throws InterruptedException {
        @Nullable Frame first = parts.frames().current();
        int width = first == null ? LARGEST_WINDOW / 2 : first.width();
        int height = first == null ? LARGEST_WINDOW / 2 : first.height();
        double scale = Math.min(1, (double) LARGEST_WINDOW / Math.max(width, height));
        return CameraWindow.open(
                "Dermoscope", (int) Math.round(width * scale), (int) Math.round(height * scale), controls);
    }

    /** Returns when the user quits, or without a window when every frame of the source has been worked on. */
    ExitCode run() throws InterruptedException {
        while (!quit.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (plan.view().headless && predictions.isOver()) {
                break;
            }
        }
        CaptureCondition end = parts.capture().condition();
        if (end.state() == CaptureCondition.State.FAILED) {
            System.err.println("camera: " + end.sentence());
            return ExitCode.SOURCE_INCOMPLETE;
        }
        return ExitCode.DONE;
    }

    /** In the window the last frame of a source that has ended stays, and can be asked about again. */
    private @Nullable Frame heldAtEnd() {
        return !plan.view().headless && parts.frames().ended() ? parts.frames().current() : null;
    }

    private long newestNumber() {
        @Nullable Frame newest = parts.frames().current();
        return newest == null ? 0 : newest.number();
    }

    private OverlayState overlayState(long now, Duration age) {
        List<String> troubles = new ArrayList<>();
        CaptureCondition source = parts.capture().condition();
        if (source.state() != CaptureCondition.State.LIVE) {
            troubles.add(source.sentence());
        }
        ServiceCondition service = predictions.condition(now);
        if (service.state() != ServiceState.ANSWERING && service.state() != ServiceState.WAITING) {
            troubles.add(service.sentence());
        }
        @Nullable VideoRecording recorded = recording;
        if (recorded != null && !recorded.failure().isEmpty()) {
            troubles.add(recorded.failure());
        }
        return new OverlayState(
                view.settings(),
                troubles,
                new OverlayState.Figures(parts.captureRate().perSecond(now), predictions.perSecond(now)),
                age,
                notices.at(now),
                recorded != null && recorded.failure().isEmpty());
    }

    /** When the process is told to end: files are completed first. */
    private void stopAndAwait() {
        quit.countDown();
        try {
            closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                System.err.println("camera: while ending: " + e);
            }
        }
        opened.clear();
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException ending) {
            // The process is ending, and the hook is what waited for this.
        }
    }
}
