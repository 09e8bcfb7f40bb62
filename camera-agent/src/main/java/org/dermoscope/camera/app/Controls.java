package org.dermoscope.camera.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.client.Area;
import org.dermoscope.camera.sink.Screenshots;
import org.dermoscope.camera.view.ViewAction;
import org.dermoscope.camera.view.ViewSettings;
import org.dermoscope.camera.window.WindowListener;
import org.jspecify.annotations.Nullable;

/** Does what the user asks for. A thread of its own writes screenshots, one after the other. */
final class Controls implements WindowListener, AutoCloseable {
    private final LiveView view;
    private final Notices notices;
    private final Screenshots screenshots;
    private final CountDownLatch quit;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "screenshots"));
    private volatile @Nullable DisplayLoop display;

    Controls(LiveView view, Notices notices, Path folder, CountDownLatch quit) {
        this.view = view;
        this.notices = notices;
        this.screenshots = new Screenshots(folder);
        this.quit = quit;
    }

    /** What is shown there is what screenshots are taken of. */
    void follow(DisplayLoop loop) {
        display = loop;
    }

    @Override
    public void act(ViewAction action) {
        switch (action) {
            case QUIT -> quit.countDown();
            case SCREENSHOT -> screenshot();
            default -> {
                Screenshots.@Nullable Shot newest = newest();
                ViewSettings next =
                        view.change(settings -> settings.after(action), newest == null ? null : newest.frame());
                confirm(action, next);
            }
        }
    }

    @Override
    public void drawn(Area area) {
        view.change(settings -> settings.drawn(area), null);
        notices.say("Region drawn");
    }

    private void confirm(ViewAction action, ViewSettings settings) {
        switch (action) {
            case REGION -> notices.say(settings.region().on() ? "Region on" : "Region off: the whole frame");
            case EVIDENCE -> notices.say(settings.evidence() ? "Evidence on" : "Evidence off");
            case SMOOTHING -> notices.say(settings.smoothing() ? "Smoothing on" : "Smoothing off");
            case SLOWER, FASTER ->
                notices.say(
                        settings.interval().isZero()
                                ? "Asking without a pause"
                                : "Asking every " + settings.interval().toMillis() + " ms");
            default -> {
                // What else changes is plain to see.
            }
        }
    }

    private Screenshots.@Nullable Shot newest() {
        @Nullable DisplayLoop loop = display;
        return loop == null ? null : loop.newest();
    }

    private void screenshot() {
        Screenshots.@Nullable Shot shot = newest();
        if (shot == null) {
            notices.say("Nothing is shown yet");
            return;
        }
        writer.execute(() -> {
            try {
                notices.say("Saved " + screenshots.save(shot, LocalDateTime.now(ZoneId.systemDefault())));
            } catch (IOException e) {
                System.err.println("camera: " + e.getMessage());
                notices.say("Not saved: the folder cannot be written");
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(10, TimeUnit.SECONDS);
    }
}
