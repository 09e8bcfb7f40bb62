package org.dermoscope.wire.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.ErrorAnswer;
import org.dermoscope.wire.RequestId;
import org.dermoscope.wire.client.NoAnswerException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, or the reason why there is none.
 *
 * @param timeout for the whole of it, the body included
 */
record Exchange(HttpClient client, Duration timeout, RequestId requestId) {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /**
     * The body of a success.
     *
     * @throws InferenceClientException otherwise
     */
    byte[] send(HttpRequest.Builder request) {
        HttpRequest complete =
                request.header(RequestId.HEADER, requestId.value()).build();
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(complete, BodyHandlers.ofByteArray());
        HttpResponse<byte[]> response = await(future);
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        return response.body();
    }

    NoAnswerException notUnderstood() {
        return failure(Reason.NOT_UNDERSTOOD, "The service's answer is not in the form that this client knows");
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> future) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw timedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Reason.INTERRUPTED, "The wait for the service's answer was interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            future.cancel(true);
        }
    }

    private NoAnswerException failure(@Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return failure(Reason.CANNOT_CONNECT, "The service cannot be reached");
        }
        return failure(Reason.CONNECTION_LOST, "The connection to the service ended before its answer did");
    }

    private NoAnswerException timedOut() {
        return failure(Reason.TIMED_OUT, "The service has not answered within " + timeout.toMillis() + " ms");
    }

    private NoAnswerException failure(Reason reason, String sentence) {
        return new NoAnswerException(reason, sentence, requestId);
    }

    private RefusedException refusal(HttpResponse<byte[]> response) {
        @Nullable
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
        return new RefusedException(response.statusCode(), errorOf(response), retryAfter, requestId);
    }

    private static ErrorAnswer errorOf(HttpResponse<byte[]> response) {
        try {
            @Nullable ErrorAnswer answer = Json.tolerant().readValue(response.body(), ErrorAnswer.class);
            if (answer != null && answer.error() != null && answer.code() != null) {
                return answer;
            }
        } catch (JsonProcessingException notOurs) {
            return foreign();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
        return foreign();
    }

    private static ErrorAnswer foreign() {
        return new ErrorAnswer(
                "The answer is no error of inference-service; a proxy or another service may have given it",
                RefusedException.FOREIGN);
    }
}
