package io.ingestio.usage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.RunningUsage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Administrators change tiers and who is on which; what they did is recorded with it. */
class TierAdminIT extends RunningUsage {

    private static final String WHOLE = """
            {"mayBatch": true, "pages": 70, "pagesPerDay": 7, "documentsPerBatch": 3, "submissionsPerMinute": 4,
             "concurrentDocuments": 2, "maxFileBytes": 5000, "priceMonthlyCents": 100, "priceYearlyCents": 900,
             "currency": "eur", "features": ["export", "api"], "description": "Small.", "reason": "spring prices"}
            """;

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
    void changedTierAppliesToTheNextRequest() throws Exception {
        subscribe(tier, "active");
        assertThat(send("GET", "/api/v1/usage", "", token(user))
                        .json()
                        .get("limit")
                        .asInt())
                .isEqualTo(100);

        assertThat(put(WHOLE).status()).isEqualTo(200);

        JsonNode usage = send("GET", "/api/v1/usage", "", token(user)).json();
        assertThat(usage.get("limit").asInt()).isEqualTo(70);
        assertThat(usage.at("/today/limit").asInt()).isEqualTo(7);
        JsonNode listed = listed();
        assertThat(listed.get("currency").asString()).isEqualTo("eur");
        assertThat(listed.get("features")).hasSize(2);
        assertThat(listed.get("submissionsPerMinute").asInt()).isEqualTo(4);
    }

    @Test
    void recordsChangeWithStateBefore() throws Exception {
        put(WHOLE);

        JsonNode action = adminActions(tier).get(0);
        assertThat(action.get("action").asString()).isEqualTo("tier.change");
        assertThat(action.get("actor").asString()).isEqualTo("root");
        assertThat(action.get("reason").asString()).isEqualTo("spring prices");
        assertThat(action.at("/before/pages").asInt()).isEqualTo(100);
        assertThat(action.at("/after/pages").asInt()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pages | -1",
                "pages | 1000000000001",
                "pagesPerDay | -2",
                "documentsPerBatch | 0",
                "submissionsPerMinute | 0",
                "concurrentDocuments | 0",
                "maxFileBytes | 0",
                "priceMonthlyCents | -1",
                "priceYearlyCents | -1",
                "currency | \"EURO\"",
                "features | [\"\"]",
                "features | [null]",
                "description | null",
                "mayBatch | null",
                "reason | \" \"",
                "reason | \"a\\u0000b\"",
            })
    void rejectsAndNamesInvalidField(String field, String value) throws Exception {
        ObjectNode update = (ObjectNode) JSON.readTree(WHOLE);
        update.set(field, JSON.readTree(value));

        HttpResult answer = put(update.toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
        assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly(field);
        assertThat(adminActions(tier)).isEmpty();
    }

    @Test
    void namesEveryMissingField() throws Exception {
        assertThat(put("{}").json().get("errors")).hasSize(13);
        assertThat(put("{\"documentsPerBatch\": 2147483648}").status()).isEqualTo(400);
    }

    @Test
    void rejectsUnknownTier() throws Exception {
        assertThat(send("PUT", "/api/v1/admin/tiers/gold", WHOLE, admin()).status())
                .isEqualTo(404);
        assertThat(send("GET", "/api/v1/admin/tiers", "", token(user)).status()).isEqualTo(403);
        assertThat(send("PUT", "/api/v1/admin/tiers/" + tier, WHOLE, token(user))
                        .status())
                .isEqualTo(403);
        assertThat(send("GET", "/api/v1/admin/tiers", "", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void recordsActorAndReasonOfSubscription() throws Exception {
        subscribe(tier, "active");
        subscribe(tier, "canceled");

        JsonNode actions = adminActions(user);
        assertThat(actions.get(0).at("/before/status").asString()).isEqualTo("active");
        assertThat(actions.get(0).at("/after/status").asString()).isEqualTo("canceled");
        assertThat(actions.get(1).get("before").isNull()).isTrue();
        assertThat(actions.get(1).get("reason").asString()).isEqualTo("a test");
    }

    @Test
    void requiresReasonAndRecordsOnlyChanges() throws Exception {
        String path = "/api/v1/admin/users/" + user + "/subscription";

        HttpResult silent = send("PUT", path, "{\"tier\":\"plus\"}", admin());

        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.json().get("errors").findValuesAsString("field")).containsExactly("reason");
        assertThat(subscribe("gold", "active").status()).isEqualTo(422);
        assertThat(subscribe("plus", "happy").status()).isEqualTo(422);
        assertThat(adminActions(user)).isEmpty();
    }

    private HttpResult put(String body) throws IOException, InterruptedException {
        return send("PUT", "/api/v1/admin/tiers/" + tier, body, admin());
    }

    private JsonNode listed() throws IOException, InterruptedException {
        for (JsonNode each :
                send("GET", "/api/v1/admin/tiers", "", admin()).json().get("items")) {
            if (each.get("name").asString().equals(tier)) {
                return each;
            }
        }
        throw new AssertionError("the tier is not listed");
    }
}
