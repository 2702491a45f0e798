package io.ingestio.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.messaging.event.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Which records become dead letters, for how long, and that they are applied once their cause is gone. */
class DeadLettersIT extends DeadLetterFixture {

    @Test
    void isAppliedOnceItsCauseIsGone() {
        listener.fails = true;
        kafka.send(record("document.rejected", new EventCodec().encode(rejected())))
                .join();
        long id = kept("not_applied");

        apply(id).expectStatus().isEqualTo(409);
        assertThat(list("admin", "not_applied")).contains("\"attempts\":1", "it fails");
        listener.fails = false;
        apply(id).expectStatus().isNoContent();

        assertThat(listener.applied).contains(batch);
        assertThat(keptLetters()).isEmpty();
        apply(id).expectStatus().isNotFound();
        assertThat(actsOn(id)).containsExactly("apply failed it was time", "apply done it was time");
    }

    /** Their content goes with what they are about; those of other documents and batches stay. */
    @Test
    void deletionDeletesThoseAboutIt() {
        UUID document = UUID.randomUUID();
        kafka.send(record("document.rejected.v2", "{\"documentId\":\"" + document + "\",\"userId\":\"" + user + "\"}"))
                .join();
        kafka.send(record("document.rejected.v2", "{\"documentId\":\"" + UUID.randomUUID() + "\"}"))
                .join();
        kafka.send(record("document.rejected", "no JSON")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 3);

        orchestrated(new DocumentDeleted(batch, document, user, 1, Instant.now()));
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        orchestrated(new BatchDeleted(UUID.randomUUID(), user, Instant.now()));
        orchestrated(new BatchDeleted(batch, user, Instant.now()));
        await().atMost(PATIENCE).until(() -> keptLetters().isEmpty());
    }

    /** It holds no content, and what it says has not taken effect. */
    @Test
    void deletionThatFailedStays() {
        listener.fails = true;
        kafka.send(record(
                        "batch.discarded",
                        new EventCodec().encode(new BatchDiscarded(batch, user, "expired", Instant.now()))))
                .join();
        long id = kept("not_applied");

        kafka.send(record("document.rejected.v2", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);
        orchestrated(new BatchDeleted(batch, user, Instant.now()));

        await().atMost(PATIENCE).until(() -> keptLetters().size() == 1);
        assertThat(keptLetters()).containsExactly(id);
        listener.fails = false;
    }

    @Test
    void newerVersionsWaitForAnUpgrade() {
        kafka.send(record("document.rejected.v2", "{}")).join();
        kafka.send(record("document.archived", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        String newer = list("admin", "newer_version");
        assertThat(newer)
                .contains(batch.toString(), "\"ce_type\":\"document.rejected.v2\"")
                .doesNotContain("archived");
        apply(keptLetters().getFirst()).expectStatus().isEqualTo(409);
        assertThat(keptLetters()).hasSize(2);
    }

    @Test
    void keepsWhatNoTextCanHold() {
        var record = new ProducerRecord<>("ingestio.upload", "a\0b" + batch, new byte[] {0, -1, -2});
        record.headers().add("h\0", new byte[] {0, -1});
        kafka.send(record).join();

        await().atMost(PATIENCE).until(() -> list("admin", "unreadable").contains(batch.toString()));
    }

    @Test
    void erasureDeletesThoseOfTheUser() {
        kafka.send(record("document.rejected.v2", "{" + new EventCodec().userField(user) + "}"))
                .join();
        kafka.send(record(
                        "document.rejected.v2",
                        "{\"userId\":\"other\",\"note\":{" + new EventCodec().userField(user) + "}}"))
                .join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        assertThat(deleteDeadLetters.ofUser(user, 500).block()).isEqualTo(1);
        assertThat(keptLetters()).hasSize(1);
    }

    @Test
    void oldOnesAreDeleted() {
        kafka.send(record("document.archived", "{}")).join();
        long id = kept("unknown_type");
        tenancy.statementAsService(
                        sql.sql("update dead_letters set arrived_at = now() - interval '91 days' where id = :id")
                                .bind("id", id)
                                .then())
                .block();

        new DeadLetterRetention(table, tenancy, Duration.ofDays(90))
                .portion(500)
                .block();

        assertThat(keptLetters()).isEmpty();
    }

    /** An event may become a dead letter on its last day on the topic, and be applied on its last day as one. */
    @Test
    void bothRetentionsAreShorterThanTombstones() {
        Duration tombstones = Duration.ofDays(30);

        deleteDeadLetters.requireShorterThan("setting", tombstones, Duration.ofDays(7));
        assertThatThrownBy(() -> deleteDeadLetters.requireShorterThan("setting", tombstones, Duration.ofDays(16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingestio.dead-letters.retention")
                .hasMessageContaining("ingestio.kafka.retention")
                .hasMessageContaining("setting=PT720H");
    }

    @Test
    void onlyAdministratorsSeeThem() {
        client("user")
                .get()
                .uri("/api/v1/admin/dead-letters")
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
