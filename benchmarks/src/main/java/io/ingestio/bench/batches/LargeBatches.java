package io.ingestio.bench.batches;

import io.ingestio.bench.WorkerOutbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Batches whose documents are being extracted, as rows of the orchestrator, and the events that complete them. */
final class LargeBatches {

    static final String USER = "alice";

    private final List<UUID> batches = new ArrayList<>();
    private final int documents;

    private record Document(UUID batch, UUID id) {}

    private final List<Document> all = new ArrayList<>();

    LargeBatches(int batches, int documents) {
        this.documents = documents;
        for (int batch = 0; batch < batches; batch++) {
            UUID id = UUID.randomUUID();
            this.batches.add(id);
            for (int document = 0; document < documents; document++) {
                all.add(new Document(id, UUID.randomUUID()));
            }
        }
    }

    UUID first() {
        return batches.getFirst();
    }

    int size() {
        return all.size();
    }

    /** Every document is known and has started. */
    void insert(Connection superuser) throws SQLException {
        superuser.setAutoCommit(false);
        try (Statement path = superuser.createStatement();
                var batch = superuser.prepareStatement("""
                        insert into orchestration.extraction_batches (id, user_id, announced, name, prompt_strategy, status,
                            document_count, submitted_count, total_pages, created_at)
                        values (?, 'alice', true, 'large', 'global', 'processing', ?, ?, ?, now())
                        """);
                var document = superuser.prepareStatement("""
                        insert into orchestration.batch_documents (id, batch_id, user_id, position, filename, mime_type, size_bytes,
                            pages, run, status, prompt, prompt_strategy, object_key, requested_prompt, concurrent_documents)
                        values (?, ?, 'alice', ?, 'scan.pdf', 'application/pdf', 1000, 1, 1, 'processing', 'the total', 'global',
                            'key', 'the total', 16)
                        """)) {
            for (UUID id : batches) {
                batch.setObject(1, id);
                batch.setInt(2, documents);
                batch.setInt(3, documents);
                batch.setInt(4, documents);
                batch.addBatch();
            }
            batch.executeBatch();
            int position = 0;
            for (Document one : all) {
                document.setObject(1, one.id());
                document.setObject(2, one.batch());
                document.setInt(3, position++ % documents);
                document.addBatch();
            }
            document.executeBatch();
            superuser.commit();
            superuser.setAutoCommit(true);
            path.execute("vacuum analyze orchestration.batch_documents");
        } finally {
            superuser.setAutoCommit(true);
        }
    }

    /** Puts the end of every document into the worker's outbox, in a random order, as they end. */
    void complete(Connection superuser) throws SQLException {
        List<Document> ends = new ArrayList<>(all);
        Collections.shuffle(ends, new Random(1));
        WorkerOutbox.write(
                superuser,
                ends.stream()
                        .map(one -> WorkerOutbox.completed(one.batch(), one.id(), USER))
                        .toList());
    }

    /** Waits until every batch has ended. */
    void awaitEnd(Connection superuser) throws SQLException, InterruptedException {
        while (isOpen(superuser)) {
            Thread.sleep(20);
        }
    }

    boolean isOpen(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet open = statement.executeQuery(
                        "select exists (select from orchestration.extraction_batches where status = 'processing')")) {
            open.next();
            return open.getBoolean(1);
        }
    }

    /** The same change of the same rows in SQL alone: portions of 500 documents, each with its batches, each a transaction. */
    void completeInSql(Connection superuser) throws SQLException {
        superuser.setAutoCommit(false);
        try (var document = superuser.prepareStatement("""
                        update orchestration.batch_documents
                        set status = 'completed', document_type = 'invoice', model = 'offline-rules-1', finished_at = now(),
                            summary = '{"fields":{},"items":{},"warnings":[]}'
                        where id = any(?)
                        """);
                var batch = superuser.prepareStatement("""
                        update orchestration.extraction_batches set completed_count = completed_count + 1 where id = any(?)
                        """)) {
            for (int from = 0; from < all.size(); from += 500) {
                List<Document> portion = all.subList(from, Math.min(all.size(), from + 500));
                document.setArray(
                        1,
                        superuser.createArrayOf(
                                "uuid", portion.stream().map(Document::id).toArray()));
                document.executeUpdate();
                batch.setArray(
                        1,
                        superuser.createArrayOf(
                                "uuid",
                                portion.stream().map(Document::batch).distinct().toArray()));
                batch.executeUpdate();
                superuser.commit();
            }
        } finally {
            superuser.setAutoCommit(true);
        }
    }
}
