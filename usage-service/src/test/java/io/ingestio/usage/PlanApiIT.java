package io.ingestio.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans, admissions and access as their callers see them over HTTP. */
class PlanApiIT extends RunningUsage {

    @Test
    void showsAnUnknownUserTheStarterPlan() throws Exception {
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("starter");
        assertThat(get("/api/v1/plan", user).json().at("/status").asString()).isEqualTo("none");
        JsonNode usage = get("/api/v1/usage", user).json();
        assertThat(usage.get("limit").asInt()).isEqualTo(100);
        assertThat(usage.get("pagesLeft").asInt()).isEqualTo(100);
        assertThat(usage.get("periodStart").asString()).endsWith("-01T00:00:00Z");
        assertThat(get("/api/v1/plans", user).json().get("items").findValuesAsString("name"))
                .containsExactly("starter", "plus", "growth");
    }

    @Test
    void onlyAdministratorsChangePlans() throws Exception {
        String path = "/api/v1/admin/users/" + user + "/subscription";
        String body = "{\"tier\":\"plus\",\"status\":\"active\",\"reason\":\"a test\"}";

        assertThat(send("PUT", path, body, token(user)).status()).isEqualTo(403);
        assertThat(send("PUT", path, body, Map.of()).status()).isEqualTo(401);
        assertThat(send("PUT", path, body, admin()).status()).isEqualTo(200);
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("plus");
        assertThat(send("PUT", path, "{\"tier\":\"gold\",\"reason\":\"a test\"}", admin())
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("unknown_tier");
        send("PUT", path, "{\"tier\":\"plus\",\"status\":\"past_due\",\"reason\":\"a test\"}", admin());
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("starter");
    }

    @Test
    void admitsBatchesByPlan() throws Exception {
        assertThat(admit(1).get("refusal").asString()).isEqualTo("tier_not_eligible");
        onPlus();
        assertThat(admit(25).get("refusal").isNull()).isTrue();
        assertThat(admit(25).get("concurrentDocuments").asInt()).isEqualTo(16);
        assertThat(admit(26).get("refusal").asString()).isEqualTo("too_many_files");
    }

    @Test
    void rejectsInternalCallsWithoutSecret() throws Exception {
        String body = "{\"userId\":\"u\",\"documents\":1}";

        assertThat(send("POST", "/internal/admissions", body, token(user)).status())
                .isIn(401, 403);
        assertThat(send("POST", "/internal/admissions", body, Map.of("X-Internal-Secret", "guessed"))
                        .status())
                .isIn(401, 403);
    }

    @Test
    void showsHealthAndMetricsWithoutAToken() throws Exception {
        assertThat(send("GET", "/actuator/health/readiness", "", Map.of()).status())
                .isEqualTo(200);
        assertThat(send("GET", "/actuator/prometheus", "", Map.of()).body())
                .contains("ingestio_quota_late_commits_total");
        assertThat(send("GET", "/api/v1/usage", "", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void saysThatBillingIsNotConfigured() throws Exception {
        for (HttpResult answer : List.of(
                send("POST", "/api/v1/webhooks/stripe", "{}", Map.of()),
                send("POST", "/api/v1/checkout/sessions", "{\"tier\":\"plus\",\"interval\":\"month\"}", token(user)),
                send("POST", "/api/v1/billing-portal/sessions", "", token(user)))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("code").asString()).isEqualTo("billing_not_configured");
            assertThat(answer.json().get("retryable").asBoolean()).isFalse();
        }
    }

    @Test
    void publishesEachSubscriptionChange() throws Exception {
        onPlus();
        onPlus();
        send(
                "PUT",
                "/api/v1/admin/users/" + user + "/subscription",
                "{\"tier\":\"plus\",\"status\":\"past_due\",\"reason\":\"a test\"}",
                admin());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> published("subscription.changed").size() == 2);
        assertThat(published("subscription.changed"))
                .extracting(event -> event.get("tier").asString())
                .containsExactly("plus", "starter");
        assertThat(published("subscription.changed"))
                .extracting(event -> event.get("status").asString())
                .containsExactly("active", "past_due");
    }

    private void onPlus() throws Exception {
        send(
                "PUT",
                "/api/v1/admin/users/" + user + "/subscription",
                "{\"tier\":\"plus\",\"reason\":\"a test\"}",
                admin());
    }

    private JsonNode admit(int documents) throws Exception {
        String body = "{\"userId\":\"%s\",\"documents\":%d}".formatted(user, documents);
        return send("POST", "/internal/admissions", body, service()).json();
    }
}
