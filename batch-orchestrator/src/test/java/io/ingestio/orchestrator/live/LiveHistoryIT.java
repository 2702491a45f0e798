package io.ingestio.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.background.Sweep;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.EventStream;
import io.ingestio.testkit.EventStream.Received;
import io.ingestio.testkit.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A client that is cut off again and again, while transactions of different lengths overlap, ends with the rows as they are. A
 * cursor of the greatest number seen would miss the transactions that commit after a later one.
 */
@Import(Delivered.class)
class LiveHistoryIT extends RunningOrchestrator {

    private static final int BATCHES = 12;
    private static final int WRITERS = 4;
    private static final int WRITES = 60;

    @Autowired
    Delivered delivered;

    @Autowired
    Sweep deleteTombstones;

    private final String user = "history-" + UUID.randomUUID();
    private final List<UUID> batches = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void missesNothing(long seed) throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            UUID batch = UUID.randomUUID();
            batches.add(batch);
            delivered.apply(new SampleEvents(batch, user).created(1));
        }
        Map<String, String> names = new TreeMap<>();
        EventStream stream = listen("/events", user, null);
        String cursor = stream.next().orElseThrow().id();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed * WRITERS + i);
            writers.add(Thread.ofVirtual().start(() -> write(random)));
        }

        Random random = new Random(seed);
        while (writers.stream().anyMatch(Thread::isAlive)) {
            Received event = stream.poll(200);
            if (event != null) {
                cursor = event.id();
                event.data().path("batches").forEach(row -> names.put(id(row), name(row)));
            }
            if (random.nextInt(3) == 0) {
                stream.close();
                stream = listen("/events", user, cursor);
            }
        }
        stream.close();

        Map<String, String> current = current();
        try (EventStream last = listen("/events", user, cursor)) {
            assertThat(last.next().orElseThrow().data().get("resumed").asBoolean())
                    .isTrue();
            while (!names.equals(current)) {
                Received event = last.poll(5_000);
                assertThat(event)
                        .as("the client has %s, the rows are %s", names, current)
                        .isNotNull();
                event.data().path("batches").forEach(row -> names.put(id(row), name(row)));
            }
        }
    }

    /** What was deleted while the client was away is not known any more once its tombstone is gone. */
    @Test
    void cursorBeforeAForgottenDeletionBeginsAnew() throws Exception {
        var deleted = new SampleEvents(UUID.randomUUID(), user);
        delivered.apply(deleted.created(1));
        String before = cursor(null);
        call("DELETE", "/batches/" + deleted.batchId(), user, null);
        String after = cursor(before);
        assertThat(isResumed(before)).isTrue();

        asSuperuser("update extraction_batches set deleted_at = now() - interval '31 days' where id = '"
                + deleted.batchId() + "'");
        deleteTombstones.portion(500).repeat().takeUntil(more -> more == 0).blockLast();

        assertThat(isResumed(before)).isFalse();
        assertThat(isResumed(after)).isFalse(); // the tombstone has changed once more
        assertThat(isResumed(cursor(null))).isTrue();
    }

    private boolean isResumed(String cursor) throws Exception {
        try (EventStream stream = listen("/events", user, cursor)) {
            return stream.next().orElseThrow().data().get("resumed").asBoolean();
        }
    }

    private String cursor(@Nullable String last) throws Exception {
        try (EventStream stream = listen("/events", user, last)) {
            String id = stream.next().orElseThrow().id();
            return last == null ? id : stream.next().orElseThrow().id();
        }
    }

    /** Renames batches, each in a transaction that stays open for a while. */
    private void write(Random random) {
        for (int i = 0; i < WRITES; i++) {
            UUID batch = batches.get(random.nextInt(BATCHES));
            tenancy.asService(sql.sql("update extraction_batches set name = :name where id = :id")
                            .bind("name", UUID.randomUUID().toString())
                            .bind("id", batch)
                            .then()
                            .then(Mono.delay(Duration.ofMillis(random.nextInt(60)))))
                    .block();
        }
    }

    private Map<String, String> current() throws Exception {
        Map<String, String> names = new TreeMap<>();
        call("GET", "/batches?limit=100", user, null).body().get("items").forEach(row -> names.put(id(row), name(row)));
        return names;
    }

    private static String id(JsonNode row) {
        return row.get("id").asString();
    }

    private static String name(JsonNode row) {
        return row.get("name").asString();
    }
}
