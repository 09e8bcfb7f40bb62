package org.dermoscope.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Arrays;
import org.dermoscope.store.StoreException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into an {@link org.dermoscope.wire.ErrorAnswer}; never an exception's text. */
public final class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);
    private static final String FORM_PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    @ServerExceptionMapper
    public Response refused(ApiException refusal) {
        return ErrorResponses.of(refusal);
    }

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException failure) {
        return ErrorResponses.of(JsonErrors.refusalOf(failure));
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException failure) {
        return ErrorResponses.of(JsonErrors.refusalOf(failure));
    }

    /** A type that this service defines wrongly is no fault of the client. */
    @ServerExceptionMapper
    public Response undefined(InvalidDefinitionException failure) {
        return unexpected(failure);
    }

    @ServerExceptionMapper
    public Response storeOutOfReach(StoreException failure) {
        LOG.warn("The store failed", failure);
        return ErrorResponses.of(503, "store_unavailable", failure.problem().sentence() + "; try again", STORE_RETRY);
    }

    @ServerExceptionMapper
    public Response routing(WebApplicationException failure, UriInfo uri, HttpHeaders headers) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return ErrorResponses.of(JsonErrors.refusalOf(json));
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        if (status >= 500) {
            return unexpected(failure);
        }
        RoutingError error = RoutingError.of(status, uri.getPath(), headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        return ErrorResponses.of(status, error.code(), error.sentence());
    }

    /**
     * A body that ends early or is not what its content type says, as RESTEasy finds it; resources of the platform let no
     * {@link IOException} out.
     */
    @ServerExceptionMapper
    public Response unreadable(IOException failure) {
        return thrownBy("org.jboss.resteasy.reactive.", failure) ? malformedBody(failure) : unexpected(failure);
    }

    private static boolean thrownBy(String names, IOException failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith(names);
    }

    private static Response malformedBody(Throwable failure) {
        LOG.debug("Unreadable body", failure);
        return ErrorResponses.of(
                400, "malformed_body", "The body ends early or is not what its header Content-Type says");
    }

    /**
     * Whether RESTEasy gave up on the parts of a form: it throws whatever it stumbles over, and no type of its own. A file
     * that could not be written is no fault of the form.
     */
    private static boolean ofFormParser(RuntimeException failure) {
        boolean ofFile = failure.getCause() instanceof IOException cause
                && (cause instanceof FileSystemException
                        || thrownBy("sun.nio.ch.", cause)
                        || thrownBy("java.io.File", cause));
        return !ofFile
                && Arrays.stream(failure.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .takeWhile(name -> !name.startsWith("org.dermoscope."))
                        .anyMatch(name -> name.startsWith(FORM_PARSER));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        if (failure instanceof RuntimeException given && ofFormParser(given)) {
            return malformedBody(failure);
        }
        String id = RequestIds.current().value();
        LOG.errorf(failure, "Internal error in request %s", id);
        return ErrorResponses.of(500, "internal_error", "Internal error; the log has it under request id " + id);
    }
}
