package io.ingestio.bench;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as the extraction worker does, in one transaction. */
public final class WorkerOutbox {

    private static final JsonMapper JSON = new JsonMapper();

    private WorkerOutbox() {}

    /** The end of a run of one page. */
    public static ExtractionCompleted completed(UUID batch, UUID document, String user) {
        return new ExtractionCompleted(
                batch,
                document,
                user,
                1,
                "a.pdf",
                1,
                "the total",
                "invoice",
                Map.of("total", 1),
                null,
                null,
                List.of(),
                "offline-rules-1",
                0,
                0,
                Instant.now(),
                null);
    }

    /** @param superuser in auto-commit mode */
    public static void write(Connection superuser, List<? extends Event> events) throws SQLException {
        superuser.setAutoCommit(false);
        try (var insert = superuser.prepareStatement(
                "insert into extraction.outbox (event_id, topic, key, shard, type, body) values (?, ?, ?, ?, ?, ?)")) {
            for (Event event : events) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, Topic.of(event).wireName());
                insert.setString(3, event.key());
                insert.setInt(4, Math.floorMod(event.key().hashCode(), 16));
                insert.setString(5, Topic.wireNameOf(event.getClass()));
                insert.setString(6, JSON.writeValueAsString(event));
                insert.addBatch();
            }
            insert.executeBatch();
            superuser.commit();
        } finally {
            superuser.setAutoCommit(true);
        }
    }
}
