package io.ingestio.extraction.learning;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.models.CorrectionExample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code correction_examples} and {@code learning_consents}. Writes join the running transaction. */
@Component
public class ExampleTable {

    private final DatabaseClient sql;

    ExampleTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Keeps what was corrected, unless the document is deleted or the user has changed the setting since. A value that is corrected once
     * more counts once: as it was read first, and as it is now. Then removes what is more than the last corrections of a field, and of the
     * user.
     */
    Mono<Void> keep(DocumentCorrected event, LearningSettings settings) {
        return lockOf(event.documentId()).then(insert(event)).then(trim(event.userId(), settings));
    }

    private Mono<Void> insert(DocumentCorrected event) {
        List<Corrected> corrections = event.corrections();
        List<Integer> positions = IntStream.range(0, corrections.size()).boxed().toList();
        return sql.sql("""
                        with given as (
                            select * from unnest(:positions, :fields, :before, :after) as c (position, field, before, after)
                            where not exists (select from learning_consents where user_id = :user and number > :consent)
                              and not exists (select from extraction_jobs where document_id = :document and content_deleted)
                        ), replaced as (
                            delete from correction_examples e using given g
                            where e.document_id = :document and e.run = :run and e.edit < :edit and e.user_id = :user
                              and e.field = g.field and e.after::text = g.before
                            returning e.field, e.before::text as before, e.after::text as after
                        )
                        insert into correction_examples (document_id, run, edit, position, user_id, layout, field, before, after, consent)
                        select :document, :run, :edit, g.position, :user, :layout, g.field, original.before::json, g.after::json, :consent
                        from given g
                             left join lateral (select r.field, r.before from replaced r
                                                where r.field = g.field and r.after = g.before limit 1) earlier on true
                             cross join lateral (select case when earlier.field is null then g.before
                                                             else earlier.before end as before) original
                        where original.before is distinct from g.after
                        on conflict do nothing
                        """)
                .bind("document", event.documentId())
                .bind("run", event.run())
                .bind("edit", event.edit())
                .bind("user", event.userId())
                .bind("layout", event.layout())
                .bind("consent", event.consent())
                .bind("positions", column(positions, position -> position, Integer.class))
                .bind("fields", column(corrections, Corrected::field, String.class))
                .bind("before", column(corrections, Corrected::before, String.class))
                .bind("after", column(corrections, Corrected::after, String.class))
                .then();
    }

    private Mono<Void> trim(String userId, LearningSettings settings) {
        return sql.sql("""
                        delete from correction_examples where (document_id, run, edit, position) in (
                            select document_id, run, edit, position
                            from (select *, row_number() over (partition by layout, field
                                                order by learned_at desc, document_id, run desc, edit desc, position) as of_field,
                                         row_number() over (
                                                order by learned_at desc, document_id, run desc, edit desc, position) as of_user
                                  from correction_examples where user_id = :user) numbered
                            where of_field > :perField or of_user > :perUser)
                        """)
                .bind("user", userId)
                .bind("perField", settings.perField())
                .bind("perUser", settings.perUser())
                .then();
    }

    /** From now on only what was agreed to by this change, or a later one, is kept. */
    Mono<Void> change(LearningChanged event) {
        return sql.sql("""
                        with changed as (
                            insert into learning_consents as c (user_id, number) values (:user, :number)
                            on conflict (user_id) do update set number = excluded.number where c.number < excluded.number
                        )
                        delete from correction_examples where user_id = :user and consent < :number
                        """)
                .bind("user", event.userId())
                .bind("number", event.number())
                .then();
    }

    /** Deletes what was learnt from a document. Its jobs are tombstones already, so that nothing is kept of it from now on. */
    public Mono<Void> deleteOf(UUID documentId) {
        return lockOf(documentId)
                .then(sql.sql("delete from correction_examples where document_id = :document")
                        .bind("document", documentId)
                        .then());
    }

    /** Of keeping and deleting what was learnt from one document, the second sees what the first has done. */
    private Mono<Void> lockOf(UUID documentId) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('examples of ' || :document::text, 0))")
                .bind("document", documentId)
                .then();
    }

    /** Newest first, in an order that is always the same. */
    Flux<CorrectionExample> newest(String userId, String layout, Instant before, int limit) {
        return sql.sql("""
                        select field, before::text as before, after::text as after from correction_examples
                        where user_id = :user and layout = :layout and learned_at <= :before
                        order by learned_at desc, document_id, run desc, edit desc, position
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("layout", layout)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(CorrectionExample.class)
                .all();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from correction_examples where ctid in (
                            select ctid from correction_examples
                            where learned_at < now() - make_interval(secs => :age) limit :limit)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }
}
