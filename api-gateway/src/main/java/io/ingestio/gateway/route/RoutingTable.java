package io.ingestio.gateway.route;

import static io.ingestio.gateway.route.Backend.EXPORT;
import static io.ingestio.gateway.route.Backend.ORCHESTRATOR;
import static io.ingestio.gateway.route.Backend.UPLOAD;
import static io.ingestio.gateway.route.Backend.USAGE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Which service answers which call of the public API: the first matching line. A call that matches none is answered
 * 404, so {@code /internal} and {@code /actuator} of the services cannot be reached from outside.
 */
final class RoutingTable {

    private static final String API = "/api/v1";

    /**
     * @param streams the call carries a file or a stream of events, so the wait for its answer has no limit: it would count the
     *     time of the upload
     * @param methods those it is for
     * @param paths path patterns below {@code /api/v1}
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
            streaming("submit-batch", UPLOAD, List.of(POST), "/batches"),
            streaming("drafts", UPLOAD, List.of(GET, POST), "/batches/drafts", "/batches/drafts/*"),
            line("estimate", UPLOAD, List.of(POST), "/batches/estimate"),
            streaming("draft-files", UPLOAD, List.of(HEAD, PATCH, PUT, OPTIONS), "/batches/*/documents/*/content"),
            line("draft-file", UPLOAD, List.of(DELETE), "/batches/*/documents/*"),
            streaming("submit-draft", UPLOAD, List.of(POST), "/batches/*/submit"),
            line("prompts", UPLOAD, List.of(GET, POST), "/prompts"),
            line("prompt", UPLOAD, List.of(GET, PUT, DELETE), "/prompts/*"),
            streaming("live", ORCHESTRATOR, List.of(GET), "/events", "/batches/*/events"),
            line(
                    "batches",
                    ORCHESTRATOR,
                    List.of(GET),
                    "/batches",
                    "/batches/*",
                    "/batches/*/documents",
                    "/batches/*/review"),
            line("batch-acts", ORCHESTRATOR, List.of(PATCH, DELETE), "/batches/*"),
            line("cancel-batch", ORCHESTRATOR, List.of(POST), "/batches/*/cancel"),
            streaming("content", UPLOAD, List.of(GET, HEAD), "/documents/*/content", "/documents/*/pages/*"),
            line("documents", ORCHESTRATOR, List.of(GET, DELETE), "/documents/*"),
            line("document-acts", ORCHESTRATOR, List.of(POST), "/documents/redo", "/documents/delete"),
            line("timeline", ORCHESTRATOR, List.of(GET), "/documents/*/timeline"),
            line("webhook-endpoints", ORCHESTRATOR, List.of(GET, POST), "/webhook-endpoints"),
            line("webhook-endpoint", ORCHESTRATOR, List.of(GET, PATCH, DELETE), "/webhook-endpoints/*"),
            line("webhook-log", ORCHESTRATOR, List.of(GET), "/webhook-endpoints/*/deliveries"),
            line(
                    "webhook-acts",
                    ORCHESTRATOR,
                    List.of(POST),
                    "/webhook-endpoints/*/secret/rotate",
                    "/webhook-endpoints/*/test",
                    "/webhook-endpoints/*/deliveries/*/redeliver"),
            line("notices", ORCHESTRATOR, List.of(GET, PUT), "/notices"),
            line("data", EXPORT, List.of(GET, PATCH), "/documents/*/data"),
            line("versions", EXPORT, List.of(GET), "/documents/*/data/versions", "/documents/*/data/versions/*/diff/*"),
            line("restore", EXPORT, List.of(POST), "/documents/*/data/restore"),
            line("confirm-many", EXPORT, List.of(POST), "/documents/confirm"),
            line("confirm", EXPORT, List.of(POST, DELETE), "/documents/*/confirm"),
            line("corrections", EXPORT, List.of(GET), "/corrections/summary"),
            line("learning", EXPORT, List.of(GET, PUT), "/settings/learning"),
            streaming("export-file", EXPORT, List.of(GET, HEAD), "/exports/*/file"),
            line("exports", EXPORT, List.of(GET, POST), "/exports", "/exports/*"),
            line("export-link", EXPORT, List.of(POST), "/exports/*/link"),
            line("export-templates", EXPORT, List.of(GET, POST), "/export-templates"),
            line("export-template", EXPORT, List.of(GET, PUT, DELETE), "/export-templates/*"),
            line("plan-and-usage", USAGE, List.of(GET), "/usage/**", "/plan", "/plans"),
            line("billing", USAGE, List.of(POST), "/checkout/sessions", "/billing-portal/sessions", "/webhooks/stripe"),
            line(
                    "administration",
                    USAGE,
                    List.of(GET, POST, PUT, DELETE),
                    "/admin/tiers/**",
                    "/admin/users/**",
                    "/admin/stripe-events/**",
                    "/admin/actions"));

    private RoutingTable() {}

    /** Events that a service could not apply or send, for administrators. */
    static String[] eventsOf(Backend backend) {
        String service = API + "/admin/services/" + backend.service();
        return new String[] {service + "/dead-letters/**", service + "/parked-events/**"};
    }

    private static Line line(String id, Backend backend, List<HttpMethod> methods, String... paths) {
        return new Line(id, backend, false, methods, List.of(paths));
    }

    private static Line streaming(String id, Backend backend, List<HttpMethod> methods, String... paths) {
        return new Line(id, backend, true, methods, List.of(paths));
    }
}
