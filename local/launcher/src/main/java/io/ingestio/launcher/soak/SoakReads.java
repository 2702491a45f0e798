package io.ingestio.launcher.soak;

import io.ingestio.launcher.soak.Observations.Batch;
import io.ingestio.launcher.soak.Observations.Counts;
import io.ingestio.launcher.soak.Observations.Pages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What a soak reads of all services' schemas, as superuser. It uses no code of the services, so that a fault there
 * hides nothing.
 */
final class SoakReads {

    private static final List<String> SCHEMAS = List.of("upload", "orchestration", "extraction", "usage", "export");

    private final DataSource superuser;

    SoakReads(DataSource superuser) {
        this.superuser = superuser;
    }

    /** One row of an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record Count(String name, long number) {}

    List<Batch> batches() {
        return rows(
                """
                select b.id, b.user_id, b.status,
                       b.document_count, b.completed_count, b.failed_count, b.cancelled_count, b.total_pages,
                       count(d.id),
                       count(*) filter (where d.status in ('completed', 'confirmed')),
                       count(*) filter (where d.status = 'failed'),
                       count(*) filter (where d.status = 'cancelled'),
                       coalesce(sum(d.pages), 0)
                from orchestration.extraction_batches b
                left join orchestration.batch_documents d on d.batch_id = b.id
                group by b.id
                """,
                row -> new Batch(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        counts(row, 4),
                        counts(row, 9)));
    }

    private static Counts counts(ResultSet row, int from) throws SQLException {
        return new Counts(
                row.getLong(from),
                row.getLong(from + 1),
                row.getLong(from + 2),
                row.getLong(from + 3),
                row.getLong(from + 4));
    }

    /** What must be zero when nothing is under way, by its name. */
    Map<String, Long> leftovers() {
        Map<String, Long> found = new LinkedHashMap<>();
        rows("""
                select 'jobs queued or processing', count(*) from extraction.extraction_jobs
                    where status in ('queued', 'processing')
                union all select 'documents without an end', count(*) from orchestration.batch_documents
                    where status in ('uploaded', 'processing')
                union all select 'accepted documents that the orchestrator does not know', count(*) from upload.documents u
                    where not exists (select from orchestration.batch_documents d where d.id = u.id)
                union all select 'completed documents without data', count(*) from orchestration.batch_documents d
                    where d.status = 'completed' and not exists
                        (select from export.extracted_data e where e.document_id = d.id and e.run = d.run)
                union all select 'exports queued or processing', count(*) from export.exports
                    where status in ('queued', 'processing')
                union all select 'open reservations', count(*) from usage.reservations where state = 'reserved'
                union all select 'accounts with reserved pages', count(*) from usage.accounts where reserved <> 0
                """, SoakReads::count).forEach(one -> found.put(one.name(), one.number()));
        for (String schema : SCHEMAS) {
            for (String table : List.of("outbox", "parked_events", "dead_letters")) {
                found.put(schema + "." + table, rowsOf(schema + "." + table));
            }
        }
        return found;
    }

    /** Pages charged by the ledger, and pages of completed documents, by user. */
    Map<String, Pages> pages() {
        Map<String, Pages> found = new LinkedHashMap<>();
        rows("""
                with charged as (
                    select user_id, sum(used_change + credits_used_change) as pages from usage.ledger group by user_id
                ), completed as (
                    select user_id, sum(pages) as pages from orchestration.batch_documents
                    where status in ('completed', 'confirmed') group by user_id
                )
                select coalesce(c.user_id, d.user_id), coalesce(c.pages, 0), coalesce(d.pages, 0)
                from charged c full join completed d on d.user_id = c.user_id
                """, row -> Map.entry(row.getString(1), new Pages(row.getLong(2), row.getLong(3))))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /** The number of rows of every table. */
    Map<String, Long> tables() {
        Map<String, Long> found = new LinkedHashMap<>();
        rows("""
                select schemaname || '.' || tablename, 0 from pg_tables
                where schemaname in ('upload', 'orchestration', 'extraction', 'usage', 'export')
                  and tablename <> 'flyway_schema_history'
                order by 1
                """, SoakReads::count).forEach(one -> found.put(one.name(), rowsOf(one.name())));
        return found;
    }

    private long rowsOf(String table) {
        return rows("select '', count(*) from " + table, SoakReads::count)
                .getFirst()
                .number();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getString(1), row.getLong(2));
    }

    private <T> List<T> rows(String query, Reader<T> reader) {
        try (var connection = superuser.getConnection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the soak's own query failed: " + query, e);
        }
    }
}
