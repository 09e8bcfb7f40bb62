package org.dermoscope.inference.predict;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.EarlyAnswers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads small forms into memory, on the event loop: so a request gets a thread when there is something to do for it, and
 * not for each piece of its body. A form that is larger, of unannounced length, or beyond the memory for all of them is
 * left to the platform, which has it read by a thread and put into a file.
 */
@Singleton
public final class MemoryFormReader {
    /** After the check of the announced length. */
    private static final int ORDER = EarlyAnswers.ORDER + 1;

    private final FormMemory memory;
    private final EarlyAnswers answers;
    private final Duration patience;

    MemoryFormReader(
            FormMemory memory,
            EarlyAnswers answers,
            @ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s") Duration patience) {
        this.memory = memory;
        this.answers = answers;
        this.patience = patience;
    }

    void register(@Observes Router router) {
        router.post("/predict").order(ORDER).handler(this::read);
        router.post("/predict_batch").order(ORDER).handler(this::read);
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        @Nullable String boundary = MemoryForm.boundary(context);
        @Nullable String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (boundary == null || announced == null || request.headers().contains(HttpHeaders.EXPECT)) {
            context.next();
            return;
        }
        long length = Long.parseLong(announced);
        if (!memory.take(length)) {
            context.next();
            return;
        }
        context.addEndHandler(ended -> memory.give(length));
        collect(context, new MemoryForm(boundary, Buffer.buffer((int) length)));
    }

    private void collect(RoutingContext context, MemoryForm form) {
        Vertx vertx = context.vertx();
        long timer = vertx.setTimer(patience.toMillis(), late -> answers.refuse(context, tooSlow()));
        context.addEndHandler(ended -> vertx.cancelTimer(timer));
        HttpServerRequest request = context.request();
        request.handler(form.body()::appendBuffer);
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (!context.response().ended()) {
                form.putInto(context);
                context.next();
            }
        });
        request.resume();
    }

    private ApiException tooSlow() {
        return ApiException.badRequest(
                "malformed_body", "The body did not come to its end within " + patience.toSeconds() + " seconds");
    }
}
