package io.ingestio.reader.parent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.reader.parent.Turns.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void sharesHaveTurns() {
        var turns = new Turns<Integer>(1, NOW);
        for (int i = 0; i < 100; i++) {
            turns.add("many", i);
        }
        turns.add("one", 1000);
        turns.add("two", 2000);
        List<Integer> order = new ArrayList<>();
        for (Turn<Integer> turn = turns.next(); turn != null && order.size() < 6; turn = turns.next()) {
            order.add(turn.work());
            turns.end(turn.share(), false);
        }
        assertThat(order).startsWith(0, 1000, 2000, 1, 2);
    }

    @Test
    void shareWithoutAChildGetsOneMore() {
        var turns = new Turns<String>(2, NOW);
        turns.add("many", "a");
        turns.add("many", "b");
        turns.add("many", "c");
        assertThat(turns.next()).isEqualTo(new Turn<>("many", "a"));
        assertThat(turns.next()).isEqualTo(new Turn<>("many", "b"));
        assertThat(turns.next()).isNull();
        turns.add("one", "single");
        turns.add("other", "waits");
        assertThat(turns.next()).isEqualTo(new Turn<>("one", "single"));
        assertThat(turns.next()).isNull();
    }

    @Test
    void shareThatCostAChildHasOneForAWhile() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var turns = new Turns<String>(4, clock(now));
        turns.add("bad", "bomb");
        turns.next();
        turns.end("bad", true);
        turns.add("bad", "bomb 2");
        turns.add("bad", "bomb 3");
        assertThat(turns.next()).isEqualTo(new Turn<>("bad", "bomb 2"));
        assertThat(turns.next()).isNull();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        assertThat(turns.next()).isEqualTo(new Turn<>("bad", "bomb 3"));
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    @Test
    void removedRequestNeverStarts() {
        var turns = new Turns<String>(1, NOW);
        turns.add("one", "cancelled");
        turns.remove("one", "cancelled");
        turns.remove("one", "unknown");
        assertThat(turns.next()).isNull();
    }
}
