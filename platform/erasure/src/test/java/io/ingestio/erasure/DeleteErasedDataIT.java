package io.ingestio.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** Passes over a service's data of erased users, as its sweep makes them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=erase-users-it",
            "ingestio.postgres.schema=orchestration",
            "ingestio.postgres.owner-password=orchestration_owner",
            "ingestio.postgres.app-password=orchestration_app",
            "ingestio.postgres.service-password=orchestration_service"
        })
class DeleteErasedDataIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Erasures erasures;

    @Autowired
    ErasureRequestTable requests;

    @Autowired
    Things things;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String eve = "eve-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @Test
    void deletesInPortionsUntilNothingIsLeft() {
        things.left.put(eve, 1_700L);
        things.left.put(bob, 3L);

        erase(eve);

        awaitEndOfPass(eve);
        assertThat(things.left).doesNotContainKey(eve).containsEntry(bob, 3L);
    }

    @Test
    void userWhoCannotBeErasedDelaysNoOther() {
        things.left.put(eve, 1L);
        things.left.put(bob, 700L);
        things.stuck = eve;
        erase(eve);
        erase(bob);

        awaitEndOfPass(bob);
        assertThat(things.left).containsEntry(eve, 1L).doesNotContainKey(bob);
        assertThat(keysOf(eve)).as("the rest of the user's data").isZero();

        things.stuck = "none";
        nextPass(eve);
        awaitEndOfPass(eve);
        assertThat(things.left).doesNotContainKey(eve);
    }

    @Test
    void passIsRepeatedForLateData() {
        erase(eve);
        awaitEndOfPass(eve);
        things.left.put(eve, 1L);

        nextPass(eve);

        await().atMost(PATIENCE).until(() -> !things.left.containsKey(eve));
    }

    @Test
    void showsWhetherAnythingIsLeft() {
        things.left.put(eve, 1L);
        things.stuck = eve;
        erase(eve);
        await().atMost(PATIENCE).until(() -> keysOf(eve) == 0);
        assertThat(find(eve).emptiedAt()).isNull();

        things.stuck = "none";
        nextPass(eve);
        await().atMost(PATIENCE).until(() -> find(eve).emptiedAt() != null);

        assertThat(tenancy.statementAsService(erasures.isRequested(bob)).block())
                .isFalse();
        assertThat(tenancy.statementAsService(erasures.isRequested(eve)).block())
                .isTrue();
    }

    private Erasure find(String user) {
        return tenancy.statementAsService(requests.find(user)).block();
    }

    @Test
    void endsAfterItsRetention() {
        erase(eve);
        awaitEndOfPass(eve);

        run("update erasures set requested_at = now() - interval '31 days' where user_id = '" + eve + "'");

        await().atMost(PATIENCE)
                .until(() -> number("select count(*) from erasures where user_id = '" + eve + "'") == 0);
    }

    @Test
    void deletesParkedEventsOfTheUserOnly() {
        park(eve, "{}");
        park(bob, "{\"userId\":\"" + eve + "\"}");

        erase(eve);

        awaitEndOfPass(eve);
        assertThat(number("select count(*) from parked_events where body like '{\"userId\":\"" + eve + "%'"))
                .isZero();
        assertThat(number("select count(*) from parked_events where body like '{\"userId\":\"" + bob + "%'"))
                .isEqualTo(1);
    }

    private void erase(String user) {
        run("insert into idempotency_keys (user_id, key, fingerprint, claim, locked_until) values ('" + user
                + "', gen_random_uuid()::text, 'f', gen_random_uuid(), now())");
        tenancy.asService(erasures.request(user)).block();
    }

    private void awaitEndOfPass(String user) {
        await().atMost(PATIENCE)
                .until(() -> keysOf(user) == 0
                        && number(
                                        "select count(*) from erasures where next_pass_at < now() + interval '61 seconds' and next_pass_at > now() and user_id = '"
                                                + user + "'")
                                == 1
                        && !things.isBusyWith(user));
    }

    private void nextPass(String user) {
        run("update erasures set next_pass_at = now() where user_id = '" + user + "'");
    }

    private long keysOf(String user) {
        return number("select count(*) from idempotency_keys where user_id = '" + user + "'");
    }

    private void park(String user, String data) {
        run("""
                insert into parked_events (id, event_id, topic, key, shard, type, body, reason, created_at)
                select coalesce(max(id), 0) + 1, gen_random_uuid(), 'ingestio.upload', 'k', 0, 'batch.created',
                       '{"userId":"%s","data":%s,"text":"\\u0000"}', 'too large', now()
                from parked_events
                """.formatted(user, data));
    }

    private void run(String statement) {
        tenancy.asService(sql.sql(statement).then()).block();
    }

    private long number(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block();
    }

    /** Data of users that fail for one of them. */
    static final class Things implements UserData {

        private final Map<String, Long> left = new ConcurrentHashMap<>();
        private volatile String stuck = "none";

        boolean isBusyWith(String user) {
            return left.containsKey(user) && !stuck.equals(user);
        }

        @Override
        public Mono<Long> deleteSome(String userId, int limit) {
            if (userId.equals(stuck)) {
                return Mono.error(new IllegalStateException("files cannot be deleted"));
            }
            return Mono.fromSupplier(() -> {
                long before = left.getOrDefault(userId, 0L);
                left.compute(userId, (user, count) -> count == null || count <= limit ? null : count - limit);
                return before - left.getOrDefault(userId, 0L);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {
        @Bean
        Things things() {
            return new Things();
        }
    }
}
