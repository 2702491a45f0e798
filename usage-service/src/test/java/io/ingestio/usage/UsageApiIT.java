package io.ingestio.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.messaging.outbox.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Plan, admission, quota and usage as their callers see them: over HTTP, and over Kafka. */
class UsageApiIT extends RunningUsage {

    @Autowired
    Outbox outbox;

    @Test
    void chargesCompletedAndReleasesFailed() throws Exception {
        onPlus();
        UUID good = UUID.randomUUID();
        UUID bad = UUID.randomUUID();
        assertThat(reserve(good, 1, 3).json().get("state").asString()).isEqualTo("reserved");
        assertThat(reserve(bad, 1, 5).json().get("pagesLeft").asInt()).isEqualTo(992);
        assertUsage(0, 8);

        ExtractionCompleted completed = completed(good, 3);
        publish(started(good), completed, failed(bad), completed);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUsage(3, 0));
        assertThat(reserve(good, 1, 3).json().get("state").asString()).isEqualTo("committed");
        assertThat(reserve(bad, 1, 5).json().get("state").asString()).isEqualTo("released");
    }

    @Test
    void ledgerAddsUpToTheAccount() throws Exception {
        onPlus();
        UUID good = UUID.randomUUID();
        UUID bad = UUID.randomUUID();
        reserve(good, 1, 3);
        reserve(bad, 1, 5);
        publish(completed(good, 2), failed(bad));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUsage(2, 0));

        JsonNode first = get("/api/v1/usage/ledger?limit=3", user).json();
        JsonNode rest = get(
                        "/api/v1/usage/ledger?limit=3&cursor="
                                + first.get("nextCursor").asString(),
                        user)
                .json();

        assertThat(rest.get("nextCursor").isNull()).isTrue();
        List<JsonNode> entries =
                new ArrayList<>(first.get("items").valueStream().toList());
        entries.addAll(rest.get("items").valueStream().toList());
        assertThat(entries)
                .extracting(entry -> entry.get("kind").asString())
                .containsExactlyInAnyOrder("commit", "release", "reserve", "reserve");
        assertThat(entries).extracting(entry -> entry.get("used").asInt()).containsExactlyInAnyOrder(2, 0, 0, 0);
        assertThat(entries.stream()
                        .mapToInt(entry -> entry.get("reserved").asInt())
                        .sum())
                .isZero();
        assertThat(entries)
                .extracting(entry -> entry.get("documentId").asString())
                .contains(good.toString(), bad.toString());
        assertThat(get("/api/v1/usage/periods", user)
                        .json()
                        .at("/items/0/pagesUsed")
                        .asInt())
                .isEqualTo(2);
        JsonNode breakdown =
                get("/api/v1/usage/breakdown?zone=Europe/Berlin", user).json();
        assertThat(breakdown.at("/total/pages").asInt()).isEqualTo(2);
        assertThat(breakdown.get("days")).hasSize(30);
        assertThat(breakdown.at("/days/29/charges/documents").asInt()).isEqualTo(1);
        assertThat(breakdown.at("/documentTypes/0/documentType").asString()).isEqualTo("invoice");
        for (String path : List.of("ledger", "periods")) {
            assertThat(get("/api/v1/usage/" + path, "mallory-" + user).json().get("items"))
                    .isEmpty();
        }
        assertThat(get("/api/v1/usage/breakdown", "mallory-" + user)
                        .json()
                        .at("/total/pages")
                        .asInt())
                .isZero();
    }

    @Test
    void rejectsInvalidSpansAndCursors() throws Exception {
        for (String query : List.of(
                "ledger?cursor=x",
                "ledger?limit=0",
                "periods?cursor=-",
                "breakdown?zone=Mars",
                "breakdown?from=2026-02-02&to=2026-02-01",
                "breakdown?from=2020-01-01&to=2026-01-01",
                "breakdown?from=soon",
                "breakdown?from=-999999999-01-01&to=-999999998-12-30")) {
            assertThat(get("/api/v1/usage/" + query, user).status()).as(query).isEqualTo(400);
        }
    }

    /** A13: the caller never hears the answer to its first call, and asks again. */
    @Test
    void reservesOnceWhenTheAnswerWasLost() throws Exception {
        UUID document = UUID.randomUUID();
        try (Socket deaf =
                sendWithoutListening("/internal/reservations/" + RunId.of(document, 1), reservation(document, 1, 30))) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertUsage(0, 30));
        }

        assertThat(reserve(document, 1, 30).json().get("state").asString()).isEqualTo("reserved");
        assertUsage(0, 30);
        publish(completed(document, 30));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUsage(30, 0));
        assertThat(reserve(document, 1, 30).json().get("state").asString()).isEqualTo("committed");
        assertUsage(30, 0);
    }

    @Test
    void publishesQuotaExhaustedOncePerPeriod() throws Exception {
        reserve(UUID.randomUUID(), 1, 99);
        for (int i = 0; i < 3; i++) {
            assertThat(reserve(UUID.randomUUID(), 1, 2).json().get("state").asString())
                    .isEqualTo("insufficient");
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> published("quota.exhausted").size() == 1);
        JsonNode notice = published("quota.exhausted").getFirst();
        assertThat(notice.get("pagesWanted").asInt()).isEqualTo(2);
        assertThat(notice.get("pagesLeft").asInt()).isEqualTo(1);
    }

    @Test
    void oversizedDocumentDoesNotSilenceExhausted() throws Exception {
        reserve(UUID.randomUUID(), 1, 500); // more than starter has in all
        reserve(UUID.randomUUID(), 1, 99);
        reserve(UUID.randomUUID(), 1, 2);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> published("quota.exhausted").size() == 1);
        assertThat(published("quota.exhausted").getFirst().get("pagesWanted").asInt())
                .isEqualTo(2);
    }

    @Test
    void rejectsReservationWithWrongId() throws Exception {
        UUID document = UUID.randomUUID();
        reserve(document, 1, 3);

        HttpResult otherPages = reserve(document, 1, 4);
        assertThat(otherPages.status()).isEqualTo(409);
        assertThat(otherPages.json().get("code").asString()).isEqualTo("reservation_mismatch");
        HttpResult otherId =
                send("PUT", "/internal/reservations/" + UUID.randomUUID(), reservation(document, 1, 3), service());
        assertThat(otherId.status()).isEqualTo(409);
        assertThat(reserve(document, 1, 0).status()).isEqualTo(422);
    }

    @Test
    void saysThatTooFewPagesAreLeft() throws Exception {
        JsonNode answer = reserve(UUID.randomUUID(), 1, 101).json();

        assertThat(answer.get("state").asString()).isEqualTo("insufficient");
        assertThat(answer.get("pagesLeft").asInt()).isEqualTo(100);
    }

    private void onPlus() throws Exception {
        send(
                "PUT",
                "/api/v1/admin/users/" + user + "/subscription",
                "{\"tier\":\"plus\",\"reason\":\"a test\"}",
                admin());
    }

    private HttpResult reserve(UUID document, int run, int pages) throws Exception {
        return send(
                "PUT",
                "/internal/reservations/" + RunId.of(document, run),
                reservation(document, run, pages),
                service());
    }

    private String reservation(UUID document, int run, int pages) {
        return "{\"userId\":\"%s\",\"documentId\":\"%s\",\"run\":%d,\"pages\":%d}"
                .formatted(user, document, run, pages);
    }

    private void assertUsage(int used, int reserved) throws Exception {
        JsonNode usage = get("/api/v1/usage", user).json();
        assertThat(usage.get("pagesUsed").asInt()).isEqualTo(used);
        assertThat(usage.get("pagesReserved").asInt()).isEqualTo(reserved);
    }

    /** Sends a request and drops the answer. */
    private Socket sendWithoutListening(String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Internal-Secret: "
                        + SECRET + "\r\nContent-Length: " + content.length + "\r\n\r\n";
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
        return socket;
    }

    /** The events travel as those of the worker do: outbox, relay, Kafka, listener. */
    private void publish(Event... events) {
        tenancy.asService(outbox.append(List.of(events))).block(Duration.ofSeconds(10));
    }

    private ExtractionStarted started(UUID document) {
        return new ExtractionStarted(document, document, user, 1, 1, Instant.now(), null);
    }

    private ExtractionFailed failed(UUID document) {
        return new ExtractionFailed(document, document, user, 1, "unreadable", "It cannot be read.", Instant.now());
    }

    private ExtractionCompleted completed(UUID document, int pages) {
        return new ExtractionCompleted(
                document,
                document,
                user,
                1,
                "a.pdf",
                pages,
                "prompt",
                "invoice",
                Map.of("total", 1),
                null,
                null,
                List.of(),
                "offline-rules-1",
                0,
                0,
                Instant.now(),
                null);
    }
}
