package org.dermoscope.inference.oip;

import jakarta.ws.rs.PathParam;

/** Which model and version a request's path names. */
public record VersionPath(
        @PathParam("model") String model,
        @PathParam("version") String version) {
    ModelVersion asked() {
        return new ModelVersion(model, version);
    }
}
