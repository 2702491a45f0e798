package io.ingestio.gateway.route;

import static io.ingestio.gateway.route.Backend.EXPORT;
import static io.ingestio.gateway.route.Backend.ORCHESTRATOR;
import static io.ingestio.gateway.route.Backend.UPLOAD;
import static io.ingestio.gateway.route.Backend.USAGE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Which service answers which call of the public API: the first line that fits. What fits none is answered 404 here, so
 * {@code /internal} and {@code /actuator} of the services cannot be reached from outside.
 */
final class RoutingTable {

    private static final String API = "/api/v1";

    /**
     * @param streams the call carries a file or never ends by itself, so the wait for its answer has no limit: the limit
     *                would count the time of the upload
     * @param methods those it is for
     * @param paths   path patterns below {@code /api/v1}
     */
    record Line(String id, Backend backend, boolean streams, List<HttpMethod> methods, List<String> paths) {
        String[] fullPaths() {
            return paths.stream().map(path -> API + path).toArray(String[]::new);
        }

        HttpMethod[] methodArray() {
            return methods.toArray(HttpMethod[]::new);
        }
    }

    static final List<Line> LINES = List.of(
            streaming("live-events", ORCHESTRATOR, List.of(GET), "/events", "/batches/*/events"),
            streaming("file-of-draft", UPLOAD, List.of(HEAD, PUT, PATCH), "/batches/*/documents/*/content"),
            streaming("original", UPLOAD, List.of(GET, HEAD), "/documents/*/content"),
            line("leave-file-out", UPLOAD, List.of(DELETE), "/batches/*/documents/*"),
            line("cancel-batch", ORCHESTRATOR, List.of(POST), "/batches/*/cancel"),
            streaming("submit-batch", UPLOAD, List.of(POST), "/batches/**"),
            line("batches", ORCHESTRATOR, List.of(GET, PATCH, DELETE), "/batches/**"),
            line("redo-and-delete", ORCHESTRATOR, List.of(POST), "/documents/redo", "/documents/delete"),
            line("data", EXPORT, List.of(GET, PATCH), "/documents/*/data/**"),
            line("confirm", EXPORT, List.of(POST, DELETE), "/documents/confirm", "/documents/*/confirm"),
            streaming("export-file", EXPORT, List.of(GET, HEAD), "/exports/*/file"),
            line("exports", EXPORT, List.of(GET, POST, DELETE), "/exports/**"),
            line("documents", ORCHESTRATOR, List.of(GET, DELETE), "/documents/*", "/documents/*/timeline"),
            line("plan-and-usage", USAGE, List.of(GET), "/usage/**", "/plan", "/plans"),
            line("billing", USAGE, List.of(POST), "/checkout/sessions", "/billing-portal/sessions", "/webhooks/stripe"),
            line("administration", USAGE, List.of(GET, POST, PUT, DELETE), "/admin/**"));

    private RoutingTable() {}

    private static Line line(String id, Backend backend, List<HttpMethod> methods, String... paths) {
        return new Line(id, backend, false, methods, List.of(paths));
    }

    private static Line streaming(String id, Backend backend, List<HttpMethod> methods, String... paths) {
        return new Line(id, backend, true, methods, List.of(paths));
    }
}
