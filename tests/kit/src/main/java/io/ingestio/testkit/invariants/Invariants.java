package io.ingestio.testkit.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.Topic;
import io.ingestio.testkit.invariants.PublishedEvents.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The nine promises of the system, checked against the whole of it. Each test that ends calls this; an effect that no
 * invariant forbids is allowed.
 *
 * <p>It reads every service's schema as superuser and the topics as a consumer of its own: it uses no code of the
 * services, so a fault there cannot hide a violation.
 */
public final class Invariants {

    private static final List<String> SCHEMAS = List.of("upload", "orchestration", "extraction", "usage", "export");
    private static final String FINAL_STATUSES = "('completed', 'failed', 'cancelled', 'confirmed')";

    private final DataSource superuser;
    private final String kafkaBootstrap;

    public Invariants(DataSource superuser, String kafkaBootstrap) {
        this.superuser = superuser;
        this.kafkaBootstrap = kafkaBootstrap;
    }

    /** Whether the system is idle: no open job, no unsent event, no open reservation. */
    public boolean isIdle() {
        long open = number("select count(*) from extraction.extraction_jobs where status in ('queued', 'processing')")
                + number("select count(*) from usage.reservations where state = 'reserved'")
                + number("select count(*) from upload.documents d where d.refusal_code is null and not exists "
                        + "(select from orchestration.batch_documents b where b.id = d.id and b.status in "
                        + FINAL_STATUSES + ")")
                + number(
                        "select count(*) from orchestration.batch_documents b where status = 'completed' and deleted_at is null "
                                + "and not exists (select from export.extracted_data e "
                                + "where e.document_id = b.id and e.run = b.run)");
        for (String schema : SCHEMAS) {
            open += number("select count(*) from " + schema + ".outbox");
        }
        return open == 0;
    }

    /**
     * Asserts all nine of an idle system.
     *
     * @param modelCalls     calls that the model received
     * @param extraCallsAllowed calls beyond one for each job and step: injected crashes and permitted retries
     */
    public void assertHold(long modelCalls, long extraCallsAllowed) {
        Map<String, List<String>> violations = new LinkedHashMap<>();
        violations.put("I1 every accepted document is in exactly one final state", finalStates());
        violations.put("I2 pages used are the pages of the documents charged, each run once", charges());
        violations.put("I3 nothing stays reserved", reservations());
        violations.put("I4 one visible result for each document and run", results());
        violations.put("I5 a batch's counts are those of its documents", counts());
        violations.put("I6 one batch.completed for each revision", completions());
        violations.put("I7 no event waits for the broker", unsent());
        violations.put("I8 no row is visible to another user", visibleRows());
        violations.put("I9 the model is called effectively once", calls(modelCalls, extraCallsAllowed));
        violations.values().removeIf(List::isEmpty);
        assertThat(violations).as("violated invariants").isEmpty();
    }

    private List<String> finalStates() {
        return rows("""
                select d.id, b.status, j.status as job
                from upload.documents d
                left join orchestration.batch_documents b on b.id = d.id
                left join extraction.extraction_jobs j on j.document_id = d.id and j.run = b.run
                where b.status is null
                   or b.status not in ('completed', 'failed', 'cancelled', 'confirmed')
                   or (d.refusal_code is null and b.status <> 'confirmed' and j.status is distinct from b.status)
                   or (d.refusal_code is not null and (b.status <> 'failed' or j.id is not null))
                """);
    }

    private List<String> charges() {
        List<String> found = new ArrayList<>(rows("""
                select a.user_id, a.period, a.used, coalesce(sum(r.charged - r.credit_charged), 0) as committed
                from usage.accounts a
                left join usage.reservations r
                    on r.user_id = a.user_id and r.period = a.period and r.state = 'committed'
                group by a.user_id, a.period, a.used
                having a.used <> coalesce(sum(r.charged - r.credit_charged), 0)
                """));
        found.addAll(rows("""
                select user_id, balance, reserved from usage.credits c
                where balance <> (select coalesce(sum(pages), 0) from usage.credit_transactions t where t.user_id = c.user_id)
                   or reserved <> (select coalesce(sum(credit_pages), 0) from usage.reservations r
                                   where r.user_id = c.user_id and r.state = 'reserved')
                """));
        found.addAll(rows("""
                select j.document_id, j.run, j.status, j.pages, r.state, r.charged
                from extraction.extraction_jobs j left join usage.reservations r on r.id = j.id
                where (j.status = 'completed' and (r.state is distinct from 'committed' or r.charged <> j.pages))
                   or (j.status <> 'completed' and r.state = 'committed')
                """));
        found.addAll(rows("""
                select user_id, period, sum(used_change) as ledger,
                       (select used from usage.accounts a where a.user_id = l.user_id and a.period = l.period) as account
                from usage.ledger l group by user_id, period
                having sum(used_change) <>
                       (select used from usage.accounts a where a.user_id = l.user_id and a.period = l.period)
                """));
        return found;
    }

    private List<String> reservations() {
        List<String> found =
                new ArrayList<>(rows("select id, user_id, pages from usage.reservations where state = 'reserved'"));
        found.addAll(rows("select user_id, period, reserved from usage.accounts where reserved <> 0"));
        return found;
    }

    private List<String> results() {
        return rows("""
                select b.id, b.run, b.status, count(e.document_id) as results
                from orchestration.batch_documents b
                left join export.extracted_data e on e.document_id = b.id and e.run = b.run and e.edit = 0
                where b.status in ('completed', 'failed', 'cancelled', 'confirmed') and b.deleted_at is null
                group by b.id, b.run, b.status
                having count(e.document_id) <> case when b.status in ('failed', 'cancelled') then 0 else 1 end
                """);
    }

    /** Of submitted batches; a draft, and one that was discarded, has no documents. */
    private List<String> counts() {
        List<String> found = new ArrayList<>(rows("""
                select b.id, b.status, d.id as document
                from orchestration.extraction_batches b join orchestration.batch_documents d on d.batch_id = b.id
                where b.deleted_at is null and b.expires_at is not null
                """));
        found.addAll(rows("""
                select b.id, b.status, b.document_count, b.completed_count, b.failed_count, b.cancelled_count, b.total_pages,
                       count(d.id) as documents
                from orchestration.extraction_batches b
                left join orchestration.batch_documents d on d.batch_id = b.id and d.deleted_at is null
                where b.deleted_at is null and b.expires_at is null
                group by b.id
                having not b.announced
                    or b.document_count <> count(d.id)
                    or b.completed_count <> count(*) filter (where d.status in ('completed', 'confirmed'))
                    or b.failed_count <> count(*) filter (where d.status = 'failed')
                    or b.cancelled_count <> count(*) filter (where d.status = 'cancelled')
                    or b.total_pages <> coalesce(sum(d.pages), 0)
                    or b.status <> case
                           when count(*) filter (where d.status = 'cancelled') > 0 then 'cancelled'
                           when count(*) filter (where d.status in ('completed', 'confirmed')) = count(*) then 'completed'
                           when count(*) filter (where d.status in ('completed', 'confirmed')) > 0 then 'partially_completed'
                           else 'failed' end
                """));
        return found;
    }

    private List<String> completions() {
        Map<String, Set<String>> idsByRevision = new HashMap<>();
        var json = JsonMapper.builder().build();
        for (Published event : PublishedEvents.on(kafkaBootstrap, Topic.ORCHESTRATION)) {
            if (event.type().equals("batch.completed")) {
                idsByRevision
                        .computeIfAbsent(
                                event.key() + " revision "
                                        + json.readTree(event.body())
                                                .path("revision")
                                                .asInt(),
                                revision -> new HashSet<>())
                        .add(event.id());
            }
        }
        List<String> found = new ArrayList<>();
        idsByRevision.forEach((revision, ids) -> {
            if (ids.size() != 1) {
                found.add(revision + " was completed " + ids.size() + " times");
            }
        });
        for (String batch : rows("""
                        select id || ' revision ' || revision as batch
                        from orchestration.extraction_batches where deleted_at is null and expires_at is null
                        """)) {
            String revision = batch.substring("batch=".length());
            if (!idsByRevision.containsKey(revision)) {
                found.add(revision + " was never completed");
            }
        }
        return found;
    }

    private List<String> unsent() {
        List<String> found = new ArrayList<>();
        for (String schema : SCHEMAS) {
            found.addAll(rows("select '" + schema + "' as service, event_id, type, created_at from " + schema
                    + ".outbox where created_at < now() - interval '60 seconds'"));
        }
        return found;
    }

    /** Every table that names a user has row-level security, forced; another user and no user see no rows. */
    private List<String> visibleRows() {
        List<String> found = new ArrayList<>(rows("""
                select n.nspname as schema, c.relname as table
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
                where c.relkind in ('r', 'p') and n.nspname in ('upload', 'orchestration', 'extraction', 'usage', 'export')
                  and not (c.relrowsecurity and c.relforcerowsecurity)
                """));
        for (String readable : rows("""
                select n.nspname || '.' || c.relname as name, n.nspname || '_app' as role
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
                where c.relkind in ('r', 'p', 'v') and n.nspname in ('upload', 'orchestration', 'extraction', 'usage', 'export')
                  and has_table_privilege(n.nspname || '_app', c.oid, 'select')
                """)) {
            String table = readable.replaceAll("name=(\\S+) role=.*", "$1");
            String role = readable.replaceAll(".* role=", "");
            for (String user : List.of("a-stranger", "")) {
                long rows = Query.visible(superuser, role, user, table);
                if (rows > 0) {
                    found.add(rows + " rows of " + table + " are visible to '" + user + "'");
                }
            }
        }
        return found;
    }

    private List<String> calls(long modelCalls, long extraCallsAllowed) {
        long steps = number("select count(*) from extraction.model_calls");
        List<String> found = new ArrayList<>(rows("""
                select j.id as job, j.status from extraction.extraction_jobs j
                where j.status = 'completed' and not j.content_deleted and not exists
                      (select from extraction.model_calls c where c.job_id = j.id and c.step = 'extract' and c.reply is not null)
                """));
        if (modelCalls > steps + extraCallsAllowed) {
            found.add(
                    modelCalls + " calls for " + steps + " steps and " + extraCallsAllowed + " permitted repetitions");
        }
        return found;
    }

    private List<String> rows(String sql) {
        return Query.rows(superuser, sql);
    }

    private long number(String sql) {
        return Query.number(superuser, sql);
    }
}
