package io.ingestio.orchestrator.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.embedded.FreePorts;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.notice.QueueNotices.EndedBatch;
import io.ingestio.testkit.RealParts;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** E-mails through a real SMTP server of this machine. */
@TestPropertySource(
        properties = {
            "ingestio.smtp.host=127.0.0.1",
            "ingestio.smtp.from=IngestIO <no-reply@ingestio.example>",
            "ingestio.smtp.security=none",
            "ingestio.smtp.poll=50ms"
        })
class NoticesIT extends RunningOrchestrator {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(FreePorts.find(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("ingestio.smtp.port", () -> MAIL.getSmtp().getPort());
    }

    @LocalServerPort
    int httpPort;

    @Autowired
    QueueNotices queueNotices;

    @Autowired
    NoticeQueue noticeQueue;

    private final String user = "user-" + UUID.randomUUID();
    private final String address = user + "@mail.example";

    @BeforeEach
    void mailServerRuns() {
        MAIL.reset();
    }

    @AfterEach
    void off() throws Exception {
        notices("PUT", "{\"email\":\"off\"}", Map.of());
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Test
    void sendsOneMailForEachRevision() throws Exception {
        on();
        UUID batch = UUID.randomUUID();

        ended(batch, 1, "Invoices of\r\nBcc: other@mail.example \u2713");
        ended(batch, 1, "Invoices");
        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        ended(batch, 2, null);
        await().atMost(PATIENCE).until(() -> mails().size() == 2);

        MimeMessage mail = mails().getFirst();
        assertThat(mail.getSubject())
                .isEqualTo("Your batch \"Invoices of Bcc: other@mail.example \u2713\" is complete in part");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getAllRecipients()[0]).hasToString(address);
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContent().toString())
                .contains("Extracted  2")
                .contains("Failed     1")
                .contains(batch.toString());
        assertThat(mails().getLast().getSubject()).contains("Untitled Batch");
        await().atMost(PATIENCE).until(() -> count("status = 'sent' and subject = '' and body = ''") == 2);
    }

    /** However much one user has due, and for how long. */
    @Test
    void usersComeInTurn() {
        String many = "a-" + user;
        String few = "b-" + user;
        change("""
                insert into notices (id, user_id, subject_id, revision, subject, body, next_attempt_at)
                select gen_random_uuid(), case when n <= 20 then '%s' else '%s' end, gen_random_uuid(), 1, 's', 'b',
                       now() + interval '1 hour' * (n / 21) - interval '1 day'
                from generate_series(1, 21) n
                """.formatted(many, few));
        await().atMost(PATIENCE).until(() -> countOf(many, "ended_at is not null") == 20);

        assertThat(countOf(many, "ended_at < (select ended_at from notices where user_id = '" + few + "')"))
                .isLessThan(5);
    }

    private long countOf(String of, String condition) {
        return tenancy.statementAsService(sql.sql("select count(*) from notices where user_id = :user and " + condition)
                        .bind("user", of)
                        .mapValue(Long.class)
                        .one())
                .block(PATIENCE);
    }

    @Test
    void usesOnlyVerifiedAddressOfTheToken() throws Exception {
        assertThat(code(notices("PUT", "{\"email\":\"on\"}", Map.of()))).isEqualTo("email_not_verified");
        assertThat(code(notices("PUT", "{\"email\":\"on\"}", Map.of("email", address, "email_verified", false))))
                .isEqualTo("email_not_verified");
        assertThat(code(notices(
                        "PUT",
                        "{\"email\":\"on\"}",
                        Map.of("email", "a@b.example, c@d.example", "email_verified", true))))
                .isEqualTo("email_not_verified");
        assertThat(code(notices("PUT", "{\"email\":\"maybe\"}", Map.of()))).isEqualTo("invalid_request");
        assertThat(notices("GET", null, Map.of()).body()).contains("\"email\":\"off\"");

        on();
        assertThat(notices("GET", null, Map.of()).body()).contains("\"email\":\"on\"", address, "\"available\":true");
    }

    @Test
    void sendsNothingUnlessAskedFor() throws Exception {
        ended(UUID.randomUUID(), 1, "Invoices");
        assertThat(count("true")).isZero();

        on();
        notices("PUT", "{\"email\":\"off\"}", Map.of());
        ended(UUID.randomUUID(), 1, "Invoices");
        assertThat(count("true")).isZero();
    }

    @Test
    void retriesWhenServerWasDown() throws Exception {
        on();
        MAIL.stop();
        ended(UUID.randomUUID(), 1, "Invoices");
        await().atMost(PATIENCE)
                .until(() -> count("status = 'pending' and attempt = 1 and next_attempt_at > now()") == 1);

        MAIL.start();
        change("update notices set next_attempt_at = now() where user_id = '" + user + "'");

        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        await().atMost(PATIENCE).until(() -> count("status = 'sent' and attempt = 2") == 1);
    }

    @Test
    void givesUpAfterADay() throws Exception {
        on();
        MAIL.stop();
        ended(UUID.randomUUID(), 1, "Invoices");
        await().atMost(PATIENCE).until(() -> count("status = 'pending' and attempt = 1") == 1);
        MAIL.start();

        change("update notices set created_at = now() - interval '25 hours', next_attempt_at = now() where user_id = '"
                + user + "'");

        await().atMost(PATIENCE).until(() -> count("status = 'failed'") == 1);
        assertThat(mails()).isEmpty();
    }

    /** A sender that died in the middle may have sent it: it is not sent again. */
    @Test
    void abandonedNoticeIsNotSentAgain() throws Exception {
        on();
        change("""
                insert into notices (id, user_id, subject_id, revision, subject, body, status, next_attempt_at)
                values (gen_random_uuid(), '%s', gen_random_uuid(), 1, 's', 'b', 'sending', now())
                """.formatted(user));

        await().atMost(PATIENCE).until(() -> count("status = 'unknown'") == 1);
        assertThat(mails()).isEmpty();
    }

    @Test
    void saysThatAnEndpointWasDisabled() throws Exception {
        on();

        tenancy.asService(queueNotices.endpointDisabled(
                        user, "https://hooks.example/in?token=secret", ErrorCode.WEBHOOK_GONE))
                .block(PATIENCE);

        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        assertThat(mails().getFirst().getContent().toString())
                .contains("https://hooks.example/in ", "410")
                .doesNotContain("secret");
    }

    private void on() throws Exception {
        assertThat(notices("PUT", "{\"email\":\"on\"}", Map.of("email", address, "email_verified", true))
                        .statusCode())
                .isEqualTo(200);
    }

    private void ended(UUID batch, int revision, String name) {
        var event = new BatchCompleted(
                batch, user, revision, "partially_completed", 3, 2, 1, 0, 4, Instant.parse("2026-01-01T00:00:00Z"));
        tenancy.asService(queueNotices.batchesEnded(List.of(new EndedBatch(event, name))))
                .block(PATIENCE);
    }

    private HttpResponse<String> notices(String method, String body, Map<String, ?> saidOfUser) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/api/v1/notices"))
                .header("Authorization", "Bearer " + RealParts.keys().token(user, Set.of(), saidOfUser))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static String code(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer.body().replaceFirst(".*\"code\":\"([a-z_]+)\".*", "$1");
    }

    private static List<MimeMessage> mails() {
        return Arrays.asList(MAIL.getReceivedMessages());
    }

    private long count(String condition) {
        return tenancy.statementAsService(
                        sql.sql("select count(*) from notices where user_id = '" + user + "' and " + condition)
                                .mapValue(Long.class)
                                .one())
                .block(PATIENCE);
    }

    private void change(String statement) {
        tenancy.statementAsService(sql.sql(statement).then()).block(PATIENCE);
    }
}
