package org.dermoscope.web;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A route that the role predict opens. */
@Path("/predict")
public class PredictProbe {
    @POST
    public String predict(String body) {
        return "predicted " + body.length();
    }
}
