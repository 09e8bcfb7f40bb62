package org.dermoscope.inference.batch;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one request as OpenTelemetry spans below the span that was current when this was made. Where nobody records
 * that one, which is so unless tracing is switched on, nothing is made or timed. Thread-safe.
 */
public final class RequestTrace {
    private static final String SCOPE = "org.dermoscope.inference";
    private static final String IMAGES = "dermoscope.images";
    private static final RequestTrace OFF = new RequestTrace(null);

    private final @Nullable Context parent;

    private RequestTrace(@Nullable Context parent) {
        this.parent = parent;
    }

    /** Of the request that this thread works on. */
    public static RequestTrace current() {
        Context context = Context.current();
        return Span.fromContext(context).isRecording() ? new RequestTrace(context) : OFF;
    }

    /** Does the work as a stage, whatever comes of it. */
    public <T> T stage(String name, Supplier<T> work) {
        if (parent == null) {
            return work.get();
        }
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            record(name, start, 0);
        }
    }

    /**
     * A stage that ends now.
     *
     * @param start {@link System#nanoTime()} of its beginning
     */
    public void stage(String name, long start) {
        record(name, start, 0);
    }

    /** As {@link #stage(String, long)}, shared by so many images. */
    void shared(String name, long start, int images) {
        record(name, start, images);
    }

    private void record(String name, long start, int images) {
        if (parent == null) {
            return;
        }
        long end = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        SpanBuilder span = GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(name)
                .setParent(parent)
                .setStartTimestamp(end - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        if (images > 0) {
            span.setAttribute(IMAGES, images);
        }
        span.startSpan().end(end, TimeUnit.NANOSECONDS);
    }
}
