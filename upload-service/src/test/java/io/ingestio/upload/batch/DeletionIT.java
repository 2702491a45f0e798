package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a deletion, decided elsewhere, does to files and rows. */
class DeletionIT extends RunningUpload {

    @Autowired
    EventListener<OrchestrationEvent> listener;

    @Autowired
    ObjectStore store;

    @Test
    void deletesTheFileAndTheRowOfADocument() {
        Answered batch = submitTwo();
        UUID first = document(batch, 0);
        String key = keyOf(first);

        receive(new DocumentDeleted(id(batch), first, "alice", 1, Instant.now()));

        await().until(() -> rowsOf(id(batch)) == 1);
        assertThat(isStored(key)).isFalse();
        assertThat(isStored(keyOf(document(batch, 1)))).isTrue();
    }

    @Test
    void deletesABatchWithItsFiles() {
        Answered batch = submitTwo();
        String key = keyOf(document(batch, 1));

        receive(new BatchDeleted(id(batch), "alice", Instant.now()));

        await().until(() -> number("select count(*) from batches where id = '%s'".formatted(id(batch))) == 0);
        assertThat(rowsOf(id(batch))).isZero();
        assertThat(isStored(key)).isFalse();
    }

    @Test
    void anotherUsersEventDeletesNothing() {
        Answered batch = submitTwo();

        receive(new BatchDeleted(id(batch), "mallory", Instant.now()));

        assertThat(number("select count(*) from documents where batch_id = '%s' and deleted_at is null"
                        .formatted(id(batch))))
                .isEqualTo(2);
    }

    private Answered submitTwo() {
        return submit(
                Map.of("promptStrategy", "auto"),
                new File("a.pdf", SampleFiles.pdf(1)),
                new File("b.pdf", SampleFiles.pdf(2)));
    }

    private void receive(OrchestrationEvent event) {
        tenancy.asService(listener.onAll(List.of(event))).block();
    }

    private static UUID id(Answered batch) {
        return UUID.fromString(batch.body().path("id").asString());
    }

    private static UUID document(Answered batch, int position) {
        return UUID.fromString(
                batch.body().path("documents").get(position).path("id").asString());
    }

    private String keyOf(UUID document) {
        return tenancy.statementAsService(sql.sql("select object_key from documents where id = :id")
                        .bind("id", document)
                        .mapValue(String.class)
                        .one())
                .block();
    }

    private boolean isStored(String key) {
        return store.info(key).map(info -> true).onErrorReturn(false).block();
    }

    private long rowsOf(UUID batch) {
        return number("select count(*) from documents where batch_id = '%s'".formatted(batch));
    }

    private long number(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block();
    }
}
