package io.ingestio.usage.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.RunId;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import io.ingestio.usage.UsageApplication;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/** Who may submit a batch now, asked over HTTP. */
class AdmissionIT extends RunningUsage {

    private final String tier = "tier-" + UUID.randomUUID();

    @BeforeEach
    void makeTier() throws SQLException {
        makeTier(tier);
    }

    @AfterEach
    void dropTier() throws SQLException {
        dropTier(tier);
    }

    @Test
    void admitsExactlyTheRateAcrossReplicas() throws Exception {
        subscribe(tier, "active");
        try (var replica = new SpringApplicationBuilder(UsageApplication.class)
                        .properties("spring.config.name=usage-service", "server.port=0")
                        .properties(RealParts.properties().entrySet().stream()
                                .map(property -> property.getKey() + "=" + property.getValue())
                                .toArray(String[]::new))
                        .run("--server.port=0", "--ingestio.outbox.enabled=false");
                var threads = Executors.newFixedThreadPool(16)) {
            int other = Integer.parseInt(replica.getEnvironment().getProperty("local.server.port"));
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int at = i % 2 == 0 ? port : other;
                calls.add(() -> admit(at, "1").json());
            }

            List<String> refusals = new ArrayList<>();
            for (Future<JsonNode> answer : threads.invokeAll(calls)) {
                refusals.add(answer.get().get("refusal").asString("admitted"));
            }

            assertThat(refusals).containsOnly("admitted", "rate_limited");
            assertThat(refusals).filteredOn("admitted"::equals).hasSize(10);
        }
    }

    @Test
    void lookingDoesNotCountAgainstTheRate() throws Exception {
        subscribe(tier, "active");
        for (int i = 0; i < 20; i++) {
            assertThat(look().get("refusal").isNull()).isTrue();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(admit("1").get("refusal").isNull()).isTrue();
        }
        JsonNode refused = look();
        assertThat(refused.get("refusal").asString()).isEqualTo("rate_limited");
        assertThat(refused.get("retryAfterSeconds").asInt()).isBetween(50, 60);
    }

    private JsonNode look() throws IOException, InterruptedException {
        String body = "{\"userId\":\"%s\",\"documents\":1,\"look\":true}".formatted(user);
        return send("POST", "/internal/admissions", body, service()).json();
    }

    @Test
    void admitsAfterRetryAfter() throws Exception {
        subscribe(tier, "active");
        for (int i = 0; i < 10; i++) {
            execute(
                    "insert into submissions values (?, clock_timestamp() - make_interval(secs => ?))",
                    user,
                    40.0 - 3 * i);
        }
        JsonNode refused = admit("1");
        int wait = refused.get("retryAfterSeconds").asInt();
        assertThat(refused.get("refusal").asString()).isEqualTo("rate_limited");
        assertThat(wait).isBetween(15, 20);

        pass(wait - 8);
        assertThat(admit("1").get("refusal").asString()).isEqualTo("rate_limited");
        pass(8);
        assertThat(admit("1").get("refusal").isNull()).isTrue();
        assertThat(admit("1").get("refusal").asString()).isEqualTo("rate_limited");
    }

    @Test
    void refusedBatchDoesNotCountAgainstRate() throws Exception {
        subscribe(tier, "active");
        for (int i = 0; i < 15; i++) {
            assertThat(admit("6").get("refusal").asString()).isEqualTo("too_many_files");
        }

        assertThat(admit("5").get("refusal").isNull()).isTrue();
    }

    @Test
    void checksDailyLimitAndCredits() throws Exception {
        subscribe(tier, "active");
        execute("update tiers set pages_per_day = 4 where name = ?", tier);
        UUID document = UUID.randomUUID();
        assertThat(reserve(document, "3").json().get("state").asString()).isEqualTo("reserved");

        JsonNode refused = admit("2");
        assertThat(refused.get("refusal").asString()).isEqualTo("daily_limit_reached");
        assertThat(refused.get("retryAfterSeconds").asInt()).isBetween(1, 86_400);
        assertThat(admit("1").get("refusal").isNull()).isTrue();
        execute("insert into credits (user_id, balance) values (?, 1)", user);
        assertThat(admit("2").get("refusal").isNull()).isTrue();
        execute("update tiers set pages_per_period = 3 where name = ?", tier);
        assertThat(admit("2").get("refusal").asString()).isEqualTo("quota_exhausted");
    }

    @ParameterizedTest
    @CsvSource({"past_due, past due", "canceled, canceled"})
    void namesStatusOfInactiveSubscription(String status, String said) throws Exception {
        subscribe(tier, status);

        assertThat(admit("1").get("refusal").asString()).isEqualTo("subscription_inactive");
        assertThat(admit("1").get("detail").asString()).contains(said);
    }

    @Test
    void namesTheEndedSubscription() throws Exception {
        subscribe(tier, "active");
        execute("update subscriptions set ends_at = now() - interval '1 second' where user_id = ?", user);

        assertThat(admit("1").get("refusal").asString()).isEqualTo("subscription_inactive");
    }

    @Test
    void refusesUnsubscribedWithUpgradeHint() throws Exception {
        assertThat(admit("1").get("refusal").asString()).isEqualTo("tier_not_eligible");
        subscribe("starter", "past_due");
        assertThat(admit("1").get("refusal").asString()).isEqualTo("tier_not_eligible");
    }

    @ParameterizedTest
    @CsvSource({"-1, 422", "0, 422", "2147483647, 200", "2147483648, 400", "null, 400", "'\"many\"', 400"})
    void answersAnyNumberOfDocuments(String documents, int status) throws Exception {
        assertThat(admit(port, documents).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"-1, 422", "0, 422", "2147483647, 200", "2147483648, 400", "null, 400"})
    void answersAnyNumberOfPages(String pages, int status) throws Exception {
        assertThat(reserve(UUID.randomUUID(), pages).status()).isEqualTo(status);
    }

    @Test
    void rejectsCallsWithoutUser() throws Exception {
        for (String invalidUser : List.of("\" \"", "null", "\"a\\u0000b\"", "\"" + "x".repeat(256) + "\"")) {
            String documents = "{\"userId\":%s,\"documents\":1}".formatted(invalidUser);
            UUID document = UUID.randomUUID();
            String pages =
                    "{\"userId\":%s,\"documentId\":\"%s\",\"run\":1,\"pages\":1}".formatted(invalidUser, document);
            assertThat(send("POST", "/internal/admissions", documents, service())
                            .status())
                    .isEqualTo(422);
            assertThat(send("PUT", "/internal/reservations/" + RunId.of(document, 1), pages, service())
                            .status())
                    .isEqualTo(422);
        }
        String path = "/internal/reservations/" + UUID.randomUUID();
        assertThat(send("PUT", path, "{\"userId\":\"u\",\"run\":1,\"pages\":1}", service())
                        .status())
                .isEqualTo(422);
        assertThat(send("PUT", "/internal/reservations/none", "{}", service()).status())
                .isEqualTo(400);
        assertThat(send("POST", "/internal/admissions", "[", service()).status())
                .isEqualTo(400);
    }

    @Test
    void reservesTheMaximumOfAHugeTier() throws Exception {
        subscribe(tier, "active");
        execute(
                "update tiers set pages_per_period = 1000000000000, documents_per_batch = 2147483647 where name = ?",
                tier);
        execute("insert into credits (user_id, balance) values (?, 1000000000000)", user);

        assertThat(reserve(UUID.randomUUID(), "2147483647").json().get("state").asString())
                .isEqualTo("reserved");
        assertThat(reserve(UUID.randomUUID(), "2147483647").json().get("state").asString())
                .isEqualTo("reserved");
        assertThat(admit("2147483647").get("refusal").isNull()).isTrue();
    }

    /** Moves the user's submissions back, as if so many seconds had passed. */
    private void pass(int seconds) throws SQLException {
        execute("update submissions set at = at - make_interval(secs => ?) where user_id = ?", (double) seconds, user);
    }

    private JsonNode admit(String documents) throws IOException, InterruptedException {
        return admit(port, documents).json();
    }

    private HttpResult admit(int at, String documents) throws IOException, InterruptedException {
        return send(
                at,
                "POST",
                "/internal/admissions",
                "{\"userId\":\"%s\",\"documents\":%s}".formatted(user, documents),
                service());
    }

    private HttpResult reserve(UUID document, String pages) throws IOException, InterruptedException {
        String body =
                "{\"userId\":\"%s\",\"documentId\":\"%s\",\"run\":1,\"pages\":%s}".formatted(user, document, pages);
        return send("PUT", "/internal/reservations/" + RunId.of(document, 1), body, service());
    }
}
