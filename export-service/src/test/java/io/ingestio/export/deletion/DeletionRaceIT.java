package io.ingestio.export.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.Sweep;
import io.ingestio.export.RunningExports;
import io.ingestio.export.data.DeletedDocumentTable;
import io.ingestio.export.request.NewExport;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A document is deleted while an export that contains it is requested and built, fifty times, or {@code -Dingestio.test.races=1000}.
 * Whichever is first: in the end there is no export with it, and no file.
 */
class DeletionRaceIT extends RunningExports {

    private static final String WITH_DOCUMENTS = """
            select count(*) from exports
            where user_id = '%s' and withdrawn_at is null
              and (status <> 'completed' or json_array_length(manifest -> 'included') > 0)
            """;

    private static final int ROUNDS = Integer.getInteger("ingestio.test.races", 50);
    private static final int MOST_WAITING = 15;
    private static final List<String> PHASES =
            List.of("'queued'", "'queued', 'processing', 'completed'", "'processing', 'completed'", "'completed'");

    @Autowired
    DeletedDocumentTable deletedDocuments;

    @Autowired
    ObjectStore store;

    @Autowired
    List<Sweep> sweeps;

    @Test
    void noExportOfADeletedDocumentIsLeft() throws Exception {
        List<UUID> documents = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                UUID document = UUID.randomUUID();
                documents.add(document);
                store(document, UUID.randomUUID());
                raced(threads, document, round);
            }
        }

        awaitQueue(0);
        everyPassIsDue();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(count(WITH_DOCUMENTS.formatted(user))).isZero());
        change("update export.exports set withdrawn_at = now() - interval '1 hour' where withdrawn_at is not null");
        assertThat(count("select count(*) from extracted_data where user_id = '%s'".formatted(user)))
                .isZero();
        sweeps.forEach(sweep -> sweep.portion(ROUNDS + 500).block(PATIENCE));
        assertThat(count(WITH_DOCUMENTS.formatted(user))).isZero();
        long empty =
                count("select count(*) from exports where user_id = '%s'".formatted(user)); // built after the deletion
        assertThat((long) store.deleteUnder(NewExport.prefix(user), ObjectStore.MOST_DELETED)
                        .block(PATIENCE))
                .as("files, each of which a row names")
                .isEqualTo(empty);
    }

    private void raced(ExecutorService threads, UUID document, int round) throws Exception {
        awaitQueue(MOST_WAITING);
        var start = new CyclicBarrier(2);
        Future<Integer> asked = threads.submit(() -> {
            start.await();
            HttpResponse<String> answer =
                    post("{\"documentIds\":[\"%s\"],\"format\":\"csv\"}".formatted(document), null);
            return answer.statusCode();
        });
        Future<?> deleted = threads.submit(() -> {
            start.await();
            awaitPhase(document, round % PHASES.size());
            tenancy.asService(deletedDocuments.delete(document, batch, user)).block(PATIENCE);
            return null;
        });
        assertThat(asked.get()).isIn(202, 422);
        deleted.get();
    }

    /** From before the request to after the file is stored. */
    private void awaitPhase(UUID document, int phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> count("select count(*) from exports where '%s' = any(document_ids) and status in (%s)"
                                .formatted(document, PHASES.get(phase)))
                        >= (phase == 0 ? 0 : 1));
    }

    private void awaitQueue(int most) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        count("select count(*) from exports where user_id = '%s' and status in ('queued', 'processing')"
                                        .formatted(user))
                                <= most);
    }

    /** As two minutes later: a transaction that did not see the tombstone has ended by then. */
    private void everyPassIsDue() throws SQLException {
        change(
                "update export.deleted_documents set deleted_at = now() - interval '3 minutes', next_pass_at = now() where user_id = '"
                        + user + "'");
    }

    private void store(UUID document, UUID ofBatch) throws SQLException {
        change("""
                insert into export.extracted_data (document_id, run, batch_id, user_id, filename, document_type, pages, prompt, model,
                                                   data, warnings, completed_at)
                values ('%s', 1, '%s', '%s', 'a.pdf', 'invoice', 1, 'all', 'm', '{"a":1}', '{}', now())
                """.formatted(document, ofBatch, user));
    }

    private static void change(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
