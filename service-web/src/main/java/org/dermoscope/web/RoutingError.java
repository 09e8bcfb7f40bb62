package org.dermoscope.web;

import org.jspecify.annotations.Nullable;

/** What is said about a request that no resource took. */
record RoutingError(String code, String sentence) {
    static RoutingError of(int status, String path, @Nullable String contentType) {
        return switch (status) {
            case 404 ->
                new RoutingError("unknown_route", "Nothing answers at '" + shortened(path) + "'; see /q/openapi");
            case 405 ->
                new RoutingError(
                        "method_not_allowed", "'" + shortened(path) + "' does not take this method; see /q/openapi");
            case 406 -> new RoutingError("not_acceptable", "The answer cannot be given in a type that 'Accept' names");
            case 413 -> new RoutingError("body_too_large", "The request's body, or a text field in it, is too large");
            case 414 -> new RoutingError("uri_too_long", "The request's address is too long");
            case 415 ->
                new RoutingError(
                        "unsupported_content_type",
                        "Content type '" + shortened(contentType == null ? "" : contentType)
                                + "' is not taken here; see /q/openapi");
            case 431 -> new RoutingError("headers_too_large", "The request's headers are too large");
            default -> new RoutingError("malformed_request", "The request cannot be read; see /q/openapi");
        };
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
