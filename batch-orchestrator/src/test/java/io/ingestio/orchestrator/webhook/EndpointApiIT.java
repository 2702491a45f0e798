package io.ingestio.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.webhook.address.HostLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What users do with their endpoints. */
@Import(EndpointApiIT.Names.class)
class EndpointApiIT extends RunningWebhooks {

    private static final String ENDPOINTS = "/webhook-endpoints";

    /** DNS of this test: nothing outside of this machine is asked. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Names {

        @Bean
        @Primary
        HostLookup names() {
            return host -> switch (host) {
                case "public.example" -> Mono.just(List.of(InetAddress.ofLiteral("93.184.216.34")));
                case "internal.example" -> Mono.just(List.of(InetAddress.ofLiteral("10.1.2.3")));
                default -> Mono.error(new UnknownHostException(host));
            };
        }
    }

    @Test
    void showsTheSecretOnceAndStoresItEncrypted() throws Exception {
        JsonNode created = endpoint();
        String secret = created.path("secret").asString();

        assertThat(secret).startsWith("whsec_").hasSize(50);
        assertThat(created.path("enabled").asBoolean()).isTrue();
        assertThat(created.path("events").valueStream().map(JsonNode::asString))
                .containsExactly("batch.completed", "document.failed", "export.completed");
        JsonNode read = call("GET", path(created), user, null).body();
        assertThat(read.path("url").asString()).isEqualTo(receiver.url());
        assertThat(read.has("secret")).isFalse();
        assertThat(call("GET", ENDPOINTS, user, null).body().toString()).doesNotContain("whsec_");
        assertThat(number("select count(*) from webhook_endpoints where id = '%s' and secret like '%%%s%%'"
                        .formatted(created.path("id").asString(), secret.substring(6))))
                .isZero();
    }

    @Test
    void repeatedRequestMakesOneSecret() throws Exception {
        String body = "{\"url\":\"%s\"}".formatted(receiver.url());
        Answered first = call("POST", ENDPOINTS, user, body, "Idempotency-Key", "make");
        Answered again = call("POST", ENDPOINTS, user, body, "Idempotency-Key", "make");
        Answered other = call(
                "POST",
                ENDPOINTS,
                user,
                body.replace("}", ",\"events\":[\"document.failed\"]}"),
                "Idempotency-Key",
                "make");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again).isEqualTo(first);
        assertThat(other.body().path("code").asString()).isEqualTo("idempotency_mismatch");
        assertThat(call("GET", ENDPOINTS, user, null).body().path("items").size())
                .isEqualTo(1);

        String rotate = path(first.body()) + "/secret/rotate";
        Answered rotated = call("POST", rotate, user, null, "Idempotency-Key", "rotate");
        assertThat(rotated.body().path("secret")).isNotEqualTo(first.body().path("secret"));
        assertThat(call("POST", rotate, user, null, "Idempotency-Key", "rotate"))
                .isEqualTo(rotated);
        assertThat(number("select count(*) from idempotency_keys where user_id = '%s' and body like '%%whsec_%%'"
                        .formatted(user)))
                .isZero();

        String test = path(first.body()) + "/test";
        Answered tested = call("POST", test, user, null, "Idempotency-Key", "test");
        assertThat(tested.status()).isEqualTo(202);
        assertThat(call("POST", test, user, null, "Idempotency-Key", "test")).isEqualTo(tested);
        String redeliver = path(first.body()) + "/deliveries/"
                + tested.body().path("deliveryId").asString() + "/redeliver";
        Answered sent = call("POST", redeliver, user, null, "Idempotency-Key", "redeliver");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(call("POST", redeliver, user, null, "Idempotency-Key", "redeliver"))
                .isEqualTo(sent);
    }

    @Test
    void anotherUserSeesNothing() throws Exception {
        JsonNode mine = endpoint();

        for (String method : List.of("GET", "DELETE")) {
            assertThat(call(method, path(mine), "mallory", null).status()).isEqualTo(404);
        }
        assertThat(call("PATCH", path(mine), "mallory", "{\"enabled\":false}").status())
                .isEqualTo(404);
        assertThat(call("GET", path(mine) + "/deliveries", "mallory", null).status())
                .isEqualTo(404);
        assertThat(call("POST", path(mine) + "/test", "mallory", null).status()).isEqualTo(404);
        assertThat(call("POST", path(mine) + "/secret/rotate", "mallory", null).status())
                .isEqualTo(404);
        assertThat(call("GET", ENDPOINTS, "mallory", null).body().path("items").size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/hook,             webhook_address_not_allowed",
        "http://169.254.169.254/latest,    webhook_address_not_allowed",
        "http://internal.example/hook,     webhook_address_not_allowed",
        "http://unknown.example/hook,      webhook_address_not_allowed",
        "http://0x7f000001/hook,           webhook_url_invalid",
        "http://user@public.example/,      webhook_url_invalid",
        "ftp://public.example/,            webhook_url_invalid"
    })
    void judgesUrlWhenItIsRegistered(String url, String code) throws Exception {
        Answered refused = call("POST", ENDPOINTS, user, "{\"url\":\"%s\"}".formatted(url));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("code").asString()).isEqualTo(code);

        Answered changed = call("PATCH", path(endpoint()), user, "{\"url\":\"%s\"}".formatted(url));
        assertThat(changed.body().path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url",
                "{\"url\":\"https://public.example/\",\"events\":[]}|events",
                "{\"url\":\"https://public.example/\",\"events\":[\"batch.renamed\"]}|events",
                "{\"url\":\"https://public.example/\",\"events\":[\"webhook.test\"]}|events",
                "{\"url\":\"https://public.example/\",\"events\":[null]}|events",
                "{\"url\":\"https://public.example/\",\"enabled\":false}|enabled"
            })
    void rejectsWhatCannotBeRegistered(String body, String field) throws Exception {
        Answered refused = call("POST", ENDPOINTS, user, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("code").asString()).isEqualTo("invalid_request");
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void limitsTheEndpointsOfAUser() throws Exception {
        for (int i = 0; i < 3; i++) {
            endpoint(user, "https://public.example/" + i);
        }

        Answered refused = call("POST", ENDPOINTS, user, "{\"url\":\"https://public.example/\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asString()).isEqualTo("too_many_webhook_endpoints");
        endpoint("other-" + user, "https://public.example/");
        JsonNode first = call("GET", ENDPOINTS + "?limit=2", user, null).body();
        assertThat(first.path("items").size()).isEqualTo(2);
        JsonNode last = call(
                        "GET",
                        ENDPOINTS + "?limit=2&cursor="
                                + first.path("nextCursor").asString(),
                        user,
                        null)
                .body();
        assertThat(last.path("items").size()).isEqualTo(1);
    }

    @Test
    void changesOnlyWhatIsGiven() throws Exception {
        JsonNode created = endpoint();

        JsonNode changed = call("PATCH", path(created), user, "{\"events\":[\"document.failed\"]}")
                .body();
        assertThat(changed.path("url").asString()).isEqualTo(receiver.url());
        assertThat(changed.path("events").size()).isEqualTo(1);

        JsonNode off = call("PATCH", path(created), user, "{\"enabled\":false}").body();
        assertThat(off.path("enabled").asBoolean()).isFalse();
        assertThat(off.path("disabledAt").isNull()).isFalse();
        assertThat(off.path("disabledReason").isNull()).isTrue();
        assertThat(call("POST", path(created) + "/test", user, null).status()).isEqualTo(409);

        JsonNode on = call("PATCH", path(created), user, "{\"enabled\":true}").body();
        assertThat(on.path("enabled").asBoolean()).isTrue();
        assertThat(on.path("disabledAt").isNull()).isTrue();
    }

    @Test
    void deletesAnEndpoint() throws Exception {
        JsonNode created = endpoint();

        assertThat(call("DELETE", path(created), user, null).status()).isEqualTo(204);
        assertThat(call("GET", path(created), user, null).status()).isEqualTo(404);
        assertThat(call("DELETE", path(created), user, null).status()).isEqualTo(404);
    }
}
