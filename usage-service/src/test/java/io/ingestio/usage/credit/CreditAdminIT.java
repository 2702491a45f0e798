package io.ingestio.usage.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.RunningUsage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Administrators add and remove credits; users see every change. */
class CreditAdminIT extends RunningUsage {

    @Test
    void addsAndRemovesCreditsWithRecords() throws Exception {
        assertThat(post("bonus", 50, null).json().get("left").asInt()).isEqualTo(50);
        assertThat(post("adjustment", -20, null).json().get("balance").asInt()).isEqualTo(30);

        assertThat(adminActions(user).get(0).at("/before/balance").asInt()).isEqualTo(50);
        assertThat(adminActions(user).get(0).at("/after/balance").asInt()).isEqualTo(30);
        assertThat(adminActions(user).get(1).get("action").asString()).isEqualTo("credits.bonus");
    }

    @Test
    void hidesActorOfCreditChanges() throws Exception {
        post("purchase", 50, null);
        post("refund", -20, null);

        JsonNode first =
                send("GET", "/api/v1/usage/credits?limit=1", "", token(user)).json();
        JsonNode second = send(
                        "GET",
                        "/api/v1/usage/credits?limit=1&cursor="
                                + first.get("nextCursor").asString(),
                        "",
                        token(user))
                .json();

        assertThat(first.at("/items/0/kind").asString()).isEqualTo("refund");
        assertThat(first.at("/items/0/pages").asInt()).isEqualTo(-20);
        assertThat(first.at("/items/0/balanceAfter").asInt()).isEqualTo(30);
        assertThat(second.at("/items/0/kind").asString()).isEqualTo("purchase");
        assertThat(second.at("/items/0/reason").asString()).isEqualTo("a test");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(first.toString()).doesNotContain("root").doesNotContain("admin");
        assertThat(send("GET", "/api/v1/usage/credits", "", token("other-" + user))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void removesNoMoreThanIsFree() throws Exception {
        post("bonus", 50, null);
        execute("update credits set reserved = 45 where user_id = ?", user);

        HttpResult answer = post("refund", -6, null);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").asString()).isEqualTo("credits_insufficient");
        assertThat(answer.json().get("left").asInt()).isEqualTo(5);
        assertThat(adminActions(user)).hasSize(1);
        assertThat(post("adjustment", -5, null).json().get("left").asInt()).isZero();
    }

    @Test
    void executesRepeatedRequestOnce() throws Exception {
        String key = UUID.randomUUID().toString();

        HttpResult first = post("bonus", 50, key);
        HttpResult again = post("bonus", 50, key);
        HttpResult other = post("bonus", 51, key);

        assertThat(again).isEqualTo(first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asString()).isEqualTo("idempotency_mismatch");
        assertThat(adminActions(user)).hasSize(1);
    }

    @Test
    void countsEachOfManyAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<HttpResult>> calls = Stream.<Callable<HttpResult>>generate(() -> () -> post("bonus", 3, null))
                    .limit(24)
                    .toList();
            threads.invokeAll(calls);
        }

        assertThat(send("GET", "/api/v1/usage", "", token(user))
                        .json()
                        .at("/credits/balance")
                        .asInt())
                .isEqualTo(72);
        assertThat(adminActions(user)).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"bonus\",\"pages\":0,\"reason\":\"r\"}",
                "{\"kind\":\"bonus\",\"pages\":-1,\"reason\":\"r\"}",
                "{\"kind\":\"refund\",\"pages\":1,\"reason\":\"r\"}",
                "{\"kind\":\"usage\",\"pages\":-1,\"reason\":\"r\"}",
                "{\"kind\":\"adjustment\",\"pages\":-1000000001,\"reason\":\"r\"}",
                "{\"kind\":\"adjustment\",\"pages\":-9223372036854775808,\"reason\":\"r\"}",
                "{\"kind\":\"bonus\",\"pages\":1}",
                "{}",
            })
    void rejectsInvalidCreditChange(String body) throws Exception {
        HttpResult answer = send("POST", "/api/v1/admin/users/" + user + "/credits", body, admin());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
        assertThat(answer.json().get("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e30", "9223372036854775808", "[1]", "\"many\""})
    void rejectsFractionalPages(String pages) {
        String body = "{\"kind\":\"bonus\",\"reason\":\"r\",\"pages\":" + pages + "}";

        assertThat(send("POST", "/api/v1/admin/users/" + user + "/credits", body, admin())
                        .status())
                .isEqualTo(400);
        assertThat(send("GET", "/api/v1/usage/credits", "", token(user)).json().get("items"))
                .isEmpty();
    }

    @Test
    void rejectsNonAdministrators() throws Exception {
        String body = "{\"kind\":\"bonus\",\"pages\":1,\"reason\":\"r\"}";

        assertThat(send("POST", "/api/v1/admin/users/" + user + "/credits", body, token(user))
                        .status())
                .isEqualTo(403);
        assertThat(send("POST", "/api/v1/admin/users/" + user + "/credits", body, Map.of())
                        .status())
                .isEqualTo(401);
    }

    private HttpResult post(String kind, long pages, String key) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(admin());
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        String body = "{\"kind\":\"%s\",\"pages\":%d,\"reason\":\"a test\"}".formatted(kind, pages);
        return send("POST", "/api/v1/admin/users/" + user + "/credits", body, headers);
    }
}
