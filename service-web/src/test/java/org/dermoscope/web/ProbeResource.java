package org.dermoscope.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dermoscope.store.StoreException;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Throws on demand, so that the answers to failures can be looked at. */
@Path("/probe")
public class ProbeResource {
    /** A request and an answer at once. */
    public record Body(String text, int count, Kind kind, List<Inner> inners, Instant at) {}

    /** Nested. */
    public record Inner(double someRate) {}

    /** Lower case in JSON. */
    public enum Kind {
        FIRST_KIND,
        SECOND_KIND
    }

    @POST
    @Path("/echo")
    public Body echo(Body body) {
        return body;
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public List<String> form(@RestForm String note, @RestForm("image") FileUpload image) {
        return List.of(note, image.fileName());
    }

    @GET
    @Path("/log")
    public String logged() {
        return String.valueOf(MDC.get(RequestIds.LOGGED_AS));
    }

    @GET
    @Path("/number/{n}")
    public int number(@PathParam("n") int n, @QueryParam("q") int q) {
        return n + q;
    }

    @GET
    @Path("/fail/{how}")
    public String fail(@PathParam("how") String how) {
        throw switch (how) {
            case "store" -> new StoreException("secret place", new IllegalStateException("secret cause"));
            case "refusal" -> new ApiException(429, "queue_full", "The queue is full", Duration.ofMillis(2500));
            case "argument" -> new IllegalArgumentException("secret argument");
            default -> new IllegalStateException("secret state");
        };
    }

    @POST
    @Path("/operator")
    public String operator() {
        return "done";
    }
}
