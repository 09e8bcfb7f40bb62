package org.dermoscope.camera.app;

import java.time.Duration;

/** A short confirmation that goes away by itself. Thread-safe. */
final class Notices {
    private static final Duration SHOWN = Duration.ofMillis(2500);

    private volatile Notice current = new Notice("", 0);

    private record Notice(String text, long until) {}

    void say(String text) {
        current = new Notice(text, System.nanoTime() + SHOWN.toNanos());
    }

    /** Empty for none. */
    String at(long nowNanos) {
        Notice now = current;
        return nowNanos - now.until() < 0 ? now.text() : "";
    }
}
