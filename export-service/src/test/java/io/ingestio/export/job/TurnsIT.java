package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Tenancy;
import io.ingestio.export.ExportApplication;
import io.ingestio.testkit.RealParts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whose export is built next, with builders that are called by the test alone. */
@SpringBootTest(
        classes = ExportApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=export-service", "ingestio.export.enabled=false", "ingestio.export.waiting=3"
        })
class TurnsIT {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    ExportQueue queue;

    @Autowired
    Tenancy tenancy;

    private final String run = UUID.randomUUID().toString();
    private final String many = "many-" + run;
    private final String few = "few-" + run;
    private final String late = "late-" + run;

    /** Exports of other tests wait for another builder. */
    @BeforeEach
    void nothingElseWaits() throws SQLException {
        sql(
                "update export.exports set next_run_at = now() + interval '1 day' where status in ('queued', 'processing')");
    }

    @Test
    void usersComeInTurns() throws SQLException {
        queued(many, 5);
        queued(few, 1);
        queued(late, 2);

        assertThat(claimedUsers(3)).containsExactlyInAnyOrder(many, few, late);
        assertThat(claimedUsers(2)).containsExactlyInAnyOrder(many, late);
        assertThat(claimedUsers(1)).containsExactly(many);
    }

    @Test
    void aUserWhoseExportIsBuiltComesLater() throws SQLException {
        queued(many, 2);
        assertThat(claimedUsers(1)).containsExactly(many);
        queued(few, 1);

        assertThat(claimedUsers(2)).containsExactly(few, many);
    }

    @Test
    void aUserHasNotAllBuilders() throws SQLException {
        queued(many, 2);

        assertThat(claim(1).userId()).isEqualTo(many);
        assertThat(claim(1)).isNull();
        queued(few, 1);
        assertThat(claim(1).userId()).isEqualTo(few);
        assertThat(claim(2).userId()).isEqualTo(many);
    }

    @Test
    void oldestExportOfAUserComesFirst() throws SQLException {
        List<UUID> ids = queued(many, 3);

        assertThat(List.of(claim().id(), claim().id(), claim().id())).isEqualTo(ids);
    }

    @Test
    void exportOfADeadBuilderIsClaimedAgain() throws SQLException {
        UUID id = queued(many, 1).getFirst();
        claim();
        sql("update export.exports set lease_until = now() - interval '1 second' where id = '" + id + "'");

        ExportJob again = claim();

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.leaseEpoch()).isEqualTo(2);
    }

    @Test
    void refusesMoreExportsThanMayWait() throws Exception {
        UUID batch = UUID.randomUUID();
        UUID document = UUID.randomUUID();
        sql("""
                insert into export.extracted_data (document_id, run, batch_id, user_id, filename, document_type, pages, prompt, model,
                                                   data, warnings, completed_at)
                values ('%s', 1, '%s', '%s', 'a.pdf', 'invoice', 1, 'all', 'm', '{"a":1}', '{}', now())
                """.formatted(document, batch, many));
        queued(many, 3);

        HttpResponse<String> refused = post("{\"documentIds\":[\"%s\"],\"format\":\"csv\"}".formatted(document));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"too_many_exports\"");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void fileOfAQueuedExportIsNotReady() throws Exception {
        UUID id = queued(many, 1).getFirst();

        HttpResponse<String> answer = send(request("/" + id + "/file"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"export_not_ready\"");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/exports" + path))
                .header("Authorization", "Bearer " + RealParts.keys().token(many, Set.of()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private List<String> claimedUsers(int claims) {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            users.add(claim().userId());
        }
        return users;
    }

    private ExportJob claim() {
        return claim(10);
    }

    private ExportJob claim(int most) {
        return tenancy.statementAsService(queue.claim(LEASE, Duration.ZERO, most))
                .block(PATIENCE);
    }

    /** Oldest first. */
    private static List<UUID> queued(String user, int count) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            sql("""
                    insert into export.exports (id, user_id, document_ids, format, type, object_key, filename, next_run_at)
                    values ('%1$s', '%2$s', array['%1$s'::uuid], 'csv', 'normal', 'exports/x/%1$s.csv', 'x.csv',
                            now() - interval '1 hour' + interval '%3$d seconds')
                    """.formatted(id, user, i));
        }
        return ids;
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
