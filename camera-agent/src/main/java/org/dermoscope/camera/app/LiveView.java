package org.dermoscope.camera.app;

import java.util.function.UnaryOperator;
import org.dermoscope.camera.client.Wish;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.view.ViewSettings;
import org.jspecify.annotations.Nullable;

/** What is switched on now, and the frame that is held. Thread-safe. */
final class LiveView {
    private volatile Held state;

    /** @param frame null unless frozen */
    record Held(ViewSettings settings, @Nullable Frame frame) {}

    LiveView(ViewSettings settings) {
        this.state = new Held(settings, null);
    }

    Held held() {
        return state;
    }

    ViewSettings settings() {
        return held().settings();
    }

    /**
     * Switches something.
     *
     * @param newest is held when this freezes the picture; null if there is none
     * @return the settings after it
     */
    synchronized ViewSettings change(UnaryOperator<ViewSettings> change, @Nullable Frame newest) {
        ViewSettings next = change.apply(state.settings());
        @Nullable Frame held = state.frame() == null ? newest : state.frame();
        state = new Held(next, next.frozen() ? held : null);
        return next;
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
