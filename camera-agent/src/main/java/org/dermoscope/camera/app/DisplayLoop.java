package org.dermoscope.camera.app;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.LatestFrame;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Rate;
import org.dermoscope.camera.measure.Stage;
import org.dermoscope.camera.overlay.Overlay;
import org.dermoscope.camera.overlay.OverlayState;
import org.dermoscope.camera.sink.FrameSink;
import org.dermoscope.camera.sink.Screenshots;
import org.jspecify.annotations.Nullable;

/**
 * The thread that draws: each new frame at once with what is known by then, and ten times a second the same one when no
 * new one comes. Closing stops it.
 */
final class DisplayLoop implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    private static final long CLOSE_PATIENCE_MILLIS = 5000;

    private final Inputs inputs;
    private final List<FrameSink> sinks;
    private final Measurements measurements;
    private final Rate rate = new Rate();
    private final Thread thread = new Thread(this::run, "display");
    private volatile boolean stopped;
    private volatile Screenshots.@Nullable Shot newest;

    /**
     * @param answer the newest; null before the first
     * @param state of the overlay at a time, for the answer's age
     */
    record Inputs(
            LatestFrame frames,
            LiveView view,
            java.util.function.Supplier<@Nullable ShownAnswer> answer,
            BiFunction<Long, Duration, OverlayState> state) {}

    DisplayLoop(Inputs inputs, List<FrameSink> sinks, Measurements measurements) {
        this.inputs = inputs;
        this.sinks = List.copyOf(sinks);
        this.measurements = measurements;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What was shown last; null before the first frame. */
    Screenshots.@Nullable Shot newest() {
        return newest;
    }

    /** Frames shown a second. */
    double perSecond(long nowNanos) {
        return rate.perSecond(nowNanos);
    }

    private void run() {
        try {
            long last = 0;
            while (!stopped) {
                @Nullable Frame held = inputs.view().held().frame();
                @Nullable Frame frame = held;
                if (held == null) {
                    frame = inputs.frames().awaitAfter(last, TICK_MILLIS);
                    last = frame == null ? last : frame.number();
                    frame = frame == null ? inputs.frames().current() : frame;
                }
                if (held != null || inputs.frames().ended()) {
                    Thread.sleep(TICK_MILLIS / 2);
                }
                if (frame != null) {
                    show(frame);
                }
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void show(Frame frame) {
        long start = System.nanoTime();
        @Nullable ShownAnswer answer = inputs.answer().get();
        Duration age = answer == null ? Duration.ZERO : answer.timed().age(start);
        OverlayState state = inputs.state().apply(start, age);
        BufferedImage picture = Overlay.draw(frame.image(), answer, state);
        long drawn = System.nanoTime();
        sinks.forEach(sink -> sink.show(picture, frame));
        newest = new Screenshots.Shot(frame, picture, answer, state.view().smoothing());
        rate.event(drawn);
        measurements.add(Stage.DRAW, drawn - start);
        measurements.add(Stage.PRESENT, System.nanoTime() - drawn);
        if (answer != null) {
            measurements.add(Stage.AGE, answer.timed().age(drawn).toNanos());
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
