package io.ingestio.database.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@SpringBootTest(
        classes = IdempotentRequestsIT.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=idempotent-requests-it",
            "ingestio.postgres.schema=export",
            "ingestio.postgres.owner-password=export_owner",
            "ingestio.postgres.app-password=export_app",
            "ingestio.postgres.service-password=export_service"
        })
class IdempotentRequestsIT {

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final AtomicInteger effects = new AtomicInteger();
    private final RequestKey request = new RequestKey("alice", UUID.randomUUID().toString(), "same");
    private IdempotentRequests idempotent;

    @BeforeEach
    void lockIsShort() {
        idempotent =
                new IdempotentRequests(tenancy, new IdempotencyTable(sql), UUID::randomUUID, Duration.ofMillis(300));
    }

    @Test
    void requestRunsOnceWhenManyArriveTogether() {
        Sinks.Empty<Void> allArrived = Sinks.empty();
        var refused = new AtomicInteger();
        List<String> outcomes = Flux.range(0, 12)
                .flatMap(
                        i -> idempotent
                                .once(
                                        request,
                                        IdempotentRequestsIT::created,
                                        claim -> allArrived.asMono().then(effect(claim)))
                                .map(Answer::body)
                                .onErrorResume(Problem.class, problem -> {
                                    if (refused.incrementAndGet() == 11) {
                                        allArrived.tryEmitEmpty();
                                    }
                                    return Mono.just(problem.code().wireName());
                                }),
                        12)
                .collectList()
                .block();
        assertThat(effects).hasValue(1);
        assertThat(outcomes).containsOnlyOnce("{\"n\":1}").contains("idempotency_in_progress");
    }

    @Test
    void sameRequestGetsTheStoredAnswer() {
        Answer first = once(this::effect);
        assertThat(once(claim -> Mono.error(new AssertionError("not again")))).isEqualTo(first);
        assertThat(first).isEqualTo(new Answer(201, "/here", "{\"n\":1}"));
    }

    @Test
    void otherContentUnderTheSameKeyIsAMismatch() {
        once(this::effect);
        var other = new RequestKey("alice", request.key(), "other");
        assertThatThrownBy(() -> idempotent
                        .once(other, IdempotentRequestsIT::created, this::effect)
                        .block())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.IDEMPOTENCY_MISMATCH));
    }

    @Test
    void failureFreesTheKey() {
        assertThatThrownBy(() -> once(claim ->
                        Mono.error(Problem.of(HttpStatus.PAYMENT_REQUIRED, ErrorCode.QUOTA_EXHAUSTED, "No pages."))))
                .isInstanceOf(Problem.class);
        assertThat(once(this::effect).status()).isEqualTo(201);
    }

    @Test
    void saysBeforeTheBodyThatAKeyIsAnswered() {
        assertThat(idempotent.isAnswered("alice", request.key()).block()).isFalse();
        assertThat(idempotent.isAnswered("alice", null).block()).isFalse();
        once(this::effect);
        assertThat(idempotent.isAnswered("alice", request.key()).block()).isTrue();
        assertThat(idempotent.isAnswered("bob", request.key()).block()).isFalse();
    }

    @Test
    void cancelledRequestFreesItsKey() {
        var running = idempotent
                .once(request, IdempotentRequestsIT::created, claim -> Mono.never())
                .subscribe();
        await().until(() -> lockedUntil() != null);
        assertThatThrownBy(() -> idempotent.isAnswered("alice", request.key()).block())
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS));

        running.dispose();

        await().until(() -> lockedUntil() == null);
        assertThat(once(this::effect).status()).isEqualTo(201);
    }

    @Test
    void requestWithoutKeyAlwaysRuns() {
        var without = new RequestKey("alice", null, "same");
        for (int i = 1; i <= 2; i++) {
            Answer answer = idempotent
                    .once(without, IdempotentRequestsIT::created, this::effect)
                    .block();
            assertThat(answer).isEqualTo(new Answer(201, "/here", "{\"n\":" + i + "}"));
        }
    }

    @Test
    void lockIsRenewedWhileTheRequestRuns() {
        Sinks.Empty<Void> finish = Sinks.empty();
        Mono<Answer> running = idempotent
                .once(
                        request,
                        IdempotentRequestsIT::created,
                        claim -> finish.asMono().then(effect(claim)))
                .cache();
        running.subscribe();
        await().until(() -> lockedUntil() != null);
        Instant first = lockedUntil();
        await().until(() -> lockedUntil().isAfter(first.plusMillis(300)));
        assertThatThrownBy(() -> once(this::effect))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS));
        finish.tryEmitEmpty();
        assertThat(running.block().body()).isEqualTo("{\"n\":1}");
    }

    @Test
    void lostClaimUndoesTheEffect() {
        assertThatThrownBy(() -> once(claim -> seizeKey().then(effect(claim))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS));
    }

    @Test
    void retentionDeletesOldAnswersOnly() {
        once(this::effect);
        var table = new IdempotencyTable(sql);
        var sweep = new IdempotencyRetention(table, tenancy, new IdempotencySettings(Duration.ofDays(3)));
        sweep.portion(500).block();
        assertThat(lockedUntil()).isNotNull();

        tenancy.asService(sql.sql("""
                                update idempotency_keys
                                set created_at = now() - interval '4 days', locked_until = now() - interval '4 days'
                                where key = :key
                                """).bind("key", request.key()).then()).block();
        sweep.portion(500).block();
        assertThat(lockedUntil()).isNull();
    }

    @Test
    void useCaseMustCompleteItsClaim() {
        assertThatThrownBy(() -> once(claim -> Mono.just(1))).isInstanceOf(IllegalStateException.class);
    }

    private Answer once(Function<Claim<Integer>, Mono<Integer>> work) {
        return idempotent.once(request, IdempotentRequestsIT::created, work).block();
    }

    private Mono<Integer> effect(Claim<Integer> claim) {
        return tenancy.asUser(
                "alice", Mono.fromCallable(effects::incrementAndGet).flatMap(claim::complete));
    }

    private static Answer created(int n) {
        return new Answer(201, "/here", "{\"n\":" + n + "}");
    }

    private Mono<Void> seizeKey() {
        return tenancy.asUser(
                "alice",
                sql.sql("update idempotency_keys set claim = gen_random_uuid() where key = :key")
                        .bind("key", request.key())
                        .then());
    }

    private Instant lockedUntil() {
        return tenancy.asUser(
                        "alice",
                        sql.sql("select locked_until from idempotency_keys where key = :key")
                                .bind("key", request.key())
                                .map(row -> row.get(0, Instant.class))
                                .one())
                .block();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
