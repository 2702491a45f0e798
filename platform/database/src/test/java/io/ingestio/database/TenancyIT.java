package io.ingestio.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.http.service.OpenPath;
import io.ingestio.testkit.RealParts;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may see and call what, on a real database through a pool of two connections. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=tenancy-it",
            "ingestio.postgres.schema=export",
            "ingestio.postgres.max-connections=2",
            "ingestio.postgres.owner-password=export_owner",
            "ingestio.postgres.app-password=export_app",
            "ingestio.postgres.service-password=export_service"
        })
class TenancyIT {

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @LocalServerPort
    int port;

    @Test
    void usersStayApartOnSharedConnections() {
        List<Boolean> right = Flux.range(0, 300)
                .flatMap(
                        i -> {
                            String user = "user-" + i % 7;
                            return tenancy.asUser(
                                            user,
                                            idempotencyKeys(user, "key-" + i)
                                                    .then(sql.sql(
                                                                    "select count(*) from idempotency_keys where user_id <> :user")
                                                            .bind("user", user)
                                                            .map(row -> row.get(0, Long.class))
                                                            .one()))
                                    .map(foreign -> foreign == 0);
                        },
                        16)
                .collectList()
                .block();
        assertThat(right).hasSize(300).doesNotContain(false);
    }

    @Test
    void statementWithoutUserSeesNoRows() {
        tenancy.asUser("owner", idempotencyKeys("owner", "kept")).block();
        IntStream.range(0, 4)
                .forEach(i -> assertThatThrownBy(() -> tenancy.asUser(
                                        "owner", sql.sql("select 1 / 0").fetch().rowsUpdated())
                                .block())
                        .rootCause()
                        .hasMessageContaining("division by zero"));
        IntStream.range(0, 4).forEach(i -> assertThat(count()).isZero());
    }

    @Test
    void rowInAnotherUsersNameIsRejected() {
        assertThatThrownBy(() -> tenancy.asUser("mallory", idempotencyKeys("alice", "forged"))
                        .block())
                .hasMessageContaining("row-level security");
    }

    @Test
    void rolesDoNotMixInOneTransaction() {
        assertThatThrownBy(() ->
                        tenancy.asUser("alice", tenancy.asService(Mono.just(1))).block())
                .hasMessageContaining("inside the transaction of the other");
    }

    @Test
    void eachPathRequiresItsCredentials() {
        String user = RealParts.keys().token("alice", Set.of());
        String admin = RealParts.keys().token("root", Set.of("admin"));
        assertThat(status("/actuator/health", Map.of())).isEqualTo(200);
        assertThat(status("/api/v1/who", Map.of())).isEqualTo(401);
        assertThat(status("/api/v1/who", Map.of("Authorization", "Bearer " + user)))
                .isEqualTo(200);
        assertThat(status("/api/v1/who", Map.of("Authorization", "Bearer " + user + "x")))
                .isEqualTo(401);
        assertThat(status("/api/v1/admin/who", Map.of("Authorization", "Bearer " + user)))
                .isEqualTo(403);
        assertThat(status("/api/v1/admin/who", Map.of("Authorization", "Bearer " + admin)))
                .isEqualTo(200);
        assertThat(status("/internal/who", Map.of("Authorization", "Bearer " + admin)))
                .isEqualTo(403);
        assertThat(status("/internal/who", Map.of("X-Internal-Secret", "wrong")))
                .isEqualTo(401);
        String secret = RealParts.properties().get("ingestio.internal.secret");
        assertThat(status("/internal/who", Map.of("X-Internal-Secret", secret))).isEqualTo(200);
    }

    @Test
    void onlyDeclaredPathsAreOpen() {
        assertThat(posted("/api/v1/notices")).isEqualTo(200);
        assertThat(posted("/api/v1/notices/other")).isEqualTo(401);
        assertThat(posted("/api/v1/webhooks/stripe")).isEqualTo(401);
        assertThat(status("/api/v1/notices", Map.of())).isEqualTo(401);
    }

    @Test
    void failureIsAProblemWithCodeAndRequestId() {
        client().get()
                .uri("/api/v1/failing")
                .header("Authorization", "Bearer " + RealParts.keys().token("alice", Set.of()))
                .header("X-Request-Id", "request-42")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectHeader()
                .valueEquals("X-Request-Id", "request-42")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("internal_error")
                .jsonPath("$.requestId")
                .isEqualTo("request-42")
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).doesNotContain("an internal detail"));
    }

    private Mono<Void> idempotencyKeys(String user, String key) {
        return sql.sql("""
                        insert into idempotency_keys (user_id, key, fingerprint, claim, locked_until)
                        values (:user, :key, 'f', :claim, now())
                        """)
                .bind("user", user)
                .bind("key", key)
                .bind("claim", UUID.randomUUID())
                .then();
    }

    private long count() {
        return sql.sql("select count(*) from idempotency_keys")
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }

    private int status(String path, Map<String, String> headers) {
        return client().get()
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int posted(String path) {
        return client().post()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {
        @Bean
        Who who() {
            return new Who();
        }

        @Bean
        OpenPath notices() {
            return new OpenPath(HttpMethod.POST, "/api/v1/notices");
        }
    }

    @RestController
    static class Who {
        @GetMapping({"/api/v1/who", "/api/v1/admin/who"})
        String user(Principal user) {
            return user.getName();
        }

        @PostMapping("/api/v1/notices")
        String notice() {
            return "accepted";
        }

        @GetMapping("/internal/who")
        String service() {
            return "a service";
        }

        @GetMapping("/api/v1/failing")
        String failing() {
            throw new IllegalStateException("an internal detail");
        }
    }
}
