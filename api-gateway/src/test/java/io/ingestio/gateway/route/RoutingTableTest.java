package io.ingestio.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

class RoutingTableTest {

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/batches,                          submit-batch",
        "GET,    /api/v1/batches,                          batches",
        "GET,    /api/v1/batches/b1,                       batches",
        "GET,    /api/v1/batches/b1/documents,             batches",
        "PATCH,  /api/v1/batches/b1,                       batch-acts",
        "DELETE, /api/v1/batches/b1,                       batch-acts",
        "POST,   /api/v1/batches/b1/cancel,                cancel-batch",
        "POST,   /api/v1/batches/drafts,                   drafts",
        "GET,    /api/v1/batches/drafts/b1,                drafts",
        "POST,   /api/v1/batches/estimate,                 estimate",
        "PUT,    /api/v1/batches/b1/documents/d1/content,  draft-files",
        "HEAD,   /api/v1/batches/b1/documents/d1/content,  draft-files",
        "PATCH,  /api/v1/batches/b1/documents/d1/content,  draft-files",
        "OPTIONS, /api/v1/batches/b1/documents/d1/content, draft-files",
        "DELETE, /api/v1/batches/b1/documents/d1,          draft-file",
        "POST,   /api/v1/batches/b1/submit,                submit-draft",
        "POST,   /api/v1/prompts,                          prompts",
        "PUT,    /api/v1/prompts/p1,                       prompt",
        "GET,    /api/v1/documents/d1,                     documents",
        "DELETE, /api/v1/documents/d1,                     documents",
        "POST,   /api/v1/documents/redo,                   document-acts",
        "POST,   /api/v1/documents/delete,                 document-acts",
        "GET,    /api/v1/documents/d1/content,             content",
        "HEAD,   /api/v1/documents/d1/content,             content",
        "GET,    /api/v1/documents/d1/pages/2,             content",
        "GET,    /api/v1/documents/d1/timeline,            timeline",
        "GET,    /api/v1/documents/d1/data,                data",
        "POST,   /api/v1/exports,                          exports",
        "GET,    /api/v1/exports/e1,                       exports",
        "GET,    /api/v1/exports/e1/file,                  export-file",
        "HEAD,   /api/v1/exports/e1/file,                  export-file",
        "POST,   /api/v1/exports/e1/link,                  export-link",
        "PUT,    /api/v1/settings/learning,                learning",
        "POST,   /api/v1/webhook-endpoints,                webhook-endpoints",
        "PATCH,  /api/v1/webhook-endpoints/w1,             webhook-endpoint",
        "GET,    /api/v1/webhook-endpoints/w1/deliveries,  webhook-log",
        "POST,   /api/v1/webhook-endpoints/w1/test,        webhook-acts",
        "POST,   /api/v1/webhook-endpoints/w1/secret/rotate, webhook-acts",
        "POST,   /api/v1/webhook-endpoints/w1/deliveries/d1/redeliver, webhook-acts",
        "PUT,    /api/v1/notices,                          notices",
        "GET,    /api/v1/usage,                            plan-and-usage",
        "GET,    /api/v1/plans,                            plan-and-usage",
        "PUT,    /api/v1/admin/users/u1/subscription,      administration",
        "DELETE, /api/v1/admin/users/u1,                   administration",
        "POST,   /api/v1/checkout/sessions,                billing",
        "POST,   /api/v1/billing-portal/sessions,          billing",
        "POST,   /api/v1/webhooks/stripe,                  billing"
    })
    void routesEachCallToItsLine(String method, String path, String line) {
        assertThat(lineFor(method, path))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(line));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/nothing",
        "GET,  /internal/admissions",
        "PUT,  /internal/reservations/r1",
        "POST, /api/v1/internal/admissions",
        "GET,  /actuator/env",
        "POST, /api/v1/plan",
        "GET,  /api/v1/admin/parked-events",
        "POST, /api/v1/batches/b1",
        "PUT,  /api/v1/batches/b1"
    })
    void routesNothingElse(String method, String path) {
        assertThat(lineFor(method, path)).isEmpty();
    }

    @Test
    void onlyFilesAndLiveStreamsHaveNoTimeLimit() {
        List<String> patient = RoutingTable.LINES.stream()
                .filter(RoutingTable.Line::streams)
                .map(RoutingTable.Line::id)
                .toList();

        assertThat(patient)
                .containsExactlyInAnyOrder(
                        "submit-batch", "drafts", "draft-files", "submit-draft", "content", "export-file", "live");
    }

    private static Optional<RoutingTable.Line> lineFor(String method, String path) {
        return RoutingTable.LINES.stream()
                .filter(line -> line.methods().contains(HttpMethod.valueOf(method)))
                .filter(line -> List.of(line.fullPaths()).stream()
                        .map(PathPatternParser.defaultInstance::parse)
                        .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(path))))
                .findFirst();
    }
}
