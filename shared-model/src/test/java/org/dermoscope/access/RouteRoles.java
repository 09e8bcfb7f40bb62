package org.dermoscope.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dermoscope.checkpoint.Json;
import org.jspecify.annotations.Nullable;

/** Knocks at every operation that a running service describes, with each token and without one. */
public final class RouteRoles {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final Map<String, String> tokens;

    /** @param tokens by the role that each has, one of which may read */
    public RouteRoles(URI service, Map<String, String> tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** By method and path: the roles that were let in, {@code open} where nobody was asked. */
    public Map<String, List<String>> find() throws IOException, InterruptedException {
        JsonNode paths = Json.tolerant()
                .readTree(
                        ask("GET", "/q/openapi?format=json", tokens.get("read")).body())
                .path("paths");
        Map<String, List<String>> found = new TreeMap<>();
        paths.fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        found.put(method.toUpperCase(Locale.ROOT) + " " + path.getKey(), List.of());
                    }
                }));
        for (String operation : found.keySet()) {
            found.put(operation, roles(operation));
        }
        return found;
    }

    private List<String> roles(String operation) throws IOException, InterruptedException {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]*\\}", "none");
        int stranger = ask(method, path, null).status();
        if (stranger != 401) {
            return List.of("open");
        }
        List<String> roles = new ArrayList<>();
        for (String role : tokens.keySet().stream().sorted().toList()) {
            int status = ask(method, path, tokens.get(role)).status();
            if (status == 401) {
                throw new AssertionError(operation + " does not know the token of the role " + role);
            }
            if (status != 403) {
                roles.add(role);
            }
        }
        return roles;
    }

    private record Answer(int status, String body) {}

    private Answer ask(String method, String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }
}
