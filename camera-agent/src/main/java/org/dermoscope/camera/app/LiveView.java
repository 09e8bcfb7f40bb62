package org.dermoscope.camera.app;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.dermoscope.camera.client.Wish;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.view.ViewSettings;
import org.jspecify.annotations.Nullable;

/** What is switched on now, and the frame that is held. Thread-safe. */
final class LiveView {
    private final AtomicReference<Held> state;

    /** @param frame null unless frozen */
    record Held(ViewSettings settings, @Nullable Frame frame) {}

    LiveView(ViewSettings settings) {
        this.state = new AtomicReference<>(new Held(settings, null));
    }

    Held held() {
        return state.get();
    }

    ViewSettings settings() {
        return held().settings();
    }

    /**
     * @param newest is held when this freezes the picture; null if there is none
     * @return the settings after it
     */
    ViewSettings change(UnaryOperator<ViewSettings> change, @Nullable Frame newest) {
        return state.updateAndGet(held -> {
                    ViewSettings next = change.apply(held.settings());
                    if (!next.frozen()) {
                        return new Held(next, null);
                    }
                    return new Held(next, held.frame() == null ? newest : held.frame());
                })
                .settings();
    }

    /** What is to be asked next. */
    Wish wish(@Nullable Frame lastOfEndedSource) {
        Held held = held();
        return new Wish(
                held.settings().region(),
                held.settings().evidence(),
                held.settings().interval(),
                held.frame() == null ? lastOfEndedSource : held.frame());
    }
}
