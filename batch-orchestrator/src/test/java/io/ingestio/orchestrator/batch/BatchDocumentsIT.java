package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The list of a batch's documents over HTTP. */
@SpringBootTest(
        classes = OrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-orchestrator", "ingestio.outbox.enabled=false"})
class BatchDocumentsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    ApplyEvents applyEvents;

    @Autowired
    Tenancy tenancy;

    @Test
    void answers404ForUnknownAndForeignBatches() throws Exception {
        UUID batch = UUID.randomUUID();
        var created =
                new BatchCreated(batch, "alice", "a batch", "auto", null, 1, Instant.parse("2026-01-01T00:00:00Z"));
        tenancy.asService(applyEvents.apply(List.of(created))).block();

        HttpResponse<String> own = documents(batch, "alice", "");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("\"items\":[]");
        assertThat(documents(batch, "alice", "?status=failed").statusCode()).isEqualTo(200);
        assertThat(documents(batch, "alice", "?cursor=7").statusCode()).isEqualTo(200);
        HttpResponse<String> foreign = documents(batch, "mallory", "");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("\"code\":\"not_found\"");
        assertThat(documents(UUID.randomUUID(), "alice", "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> documents(UUID batch, String user, String query)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/batches/" + batch + "/documents" + query);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + RealParts.keys().token(user, Set.of()))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
