package io.ingestio.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.messaging.outbox.OutboxTable.Unsent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The relay's decisions, without a broker and a database. */
class RelayTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final BlockedKeys blocked = new BlockedKeys(Clock.fixed(START, ZoneOffset.UTC));
    private final List<Long> handed = new ArrayList<>();

    @Test
    void acknowledgedRowsAreSent() {
        SendRound round = send(rows("a", "b", "a"), row -> acknowledged());
        assertThat(ids(round.sent())).containsExactly(1L, 2L, 3L);
        assertThat(round.failed()).isEmpty();
        assertThat(round.parked()).isEmpty();
    }

    @Test
    void keyStopsAtItsFirstFailure() {
        SendRound round =
                send(rows("a", "b", "a", "b"), row -> row.id() == 1 ? failed(new TimeoutException()) : acknowledged());
        assertThat(ids(round.sent())).containsExactly(2L, 4L);
        assertThat(round.failed()).extracting(one -> one.row().id()).containsExactly(1L);
        assertThat(handed).containsExactly(1L, 2L, 4L);
    }

    @Test
    void rowBehindALateFailureIsNotDeleted() {
        var late = new CompletableFuture<Object>();
        SendRound round = send(rows("a", "a", "b"), row -> {
            if (row.id() == 3) {
                late.completeExceptionally(new TimeoutException());
            }
            return row.id() == 1 ? late : acknowledged();
        });
        assertThat(ids(round.sent())).containsExactly(3L);
        assertThat(round.failed()).extracting(one -> one.row().id()).containsExactly(1L);
    }

    @Test
    void oversizedRowIsParkedAndItsKeyContinues() {
        Function<Unsent, CompletableFuture<?>> broker =
                row -> row.id() == 1 ? failed(new RecordTooLargeException("13 MB")) : acknowledged();
        SendRound first = send(rows("a", "a"), broker);
        assertThat(first.parked()).extracting(one -> one.row().id()).containsExactly(1L);
        assertThat(first.failed()).isEmpty();
        SendRound next = send(rows("a", "a").subList(1, 2), broker);
        assertThat(ids(next.sent())).containsExactly(2L);
    }

    @Test
    void unencodableRowIsParked() {
        SendRound round = send(rows("a"), row -> failed(new RuntimeException(new SerializationException("no"))));
        assertThat(round.parked()).hasSize(1);
    }

    @Test
    void blockedKeyIsProbedWithOneRow() {
        blocked.failed("a");
        send(rows("a", "a", "a", "b", "b"), row -> failed(new TimeoutException()));
        assertThat(handed).containsExactly(1L, 4L);
    }

    @Test
    void waitGrowsWithEachFailureOfAKey() {
        var now = new Instant[] {START};
        var keys = new BlockedKeys(clock(now));
        keys.failed("a");
        keys.failed("a");
        now[0] = START.plusMillis(999);
        assertThat(keys.waiting()).containsExactly("a");
        now[0] = START.plusMillis(1000);
        assertThat(keys.waiting()).isEmpty();
        assertThat(keys.contains("a")).isTrue();
        keys.succeeded("a");
        assertThat(keys.contains("a")).isFalse();
    }

    @Test
    void blockedKeysAreBoundedAndForgotten() {
        var now = new Instant[] {START};
        var keys = new BlockedKeys(clock(now));
        IntStream.range(0, 5_000).forEach(i -> keys.failed("key-" + i));
        assertThat(keys.waiting()).hasSize(1_000);
        now[0] = START.plus(Duration.ofMinutes(6));
        assertThat(keys.waiting()).isEmpty();
        assertThat(keys.contains("key-0")).isFalse();
    }

    private static Clock clock(Instant[] now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private SendRound send(List<Unsent> rows, Function<Unsent, CompletableFuture<?>> broker) {
        return SendRound.send(
                rows,
                row -> {
                    handed.add(row.id());
                    return broker.apply(row);
                },
                blocked);
    }

    private static List<Unsent> rows(String... keys) {
        return LongStream.rangeClosed(1, keys.length)
                .mapToObj(id -> new Unsent(id, UUID.randomUUID(), "topic", keys[(int) id - 1], "type", "{}", START))
                .toList();
    }

    private static List<Long> ids(List<Unsent> rows) {
        return rows.stream().map(Unsent::id).toList();
    }

    private static CompletableFuture<?> acknowledged() {
        return CompletableFuture.completedFuture("ok");
    }

    private static CompletableFuture<?> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }
}
