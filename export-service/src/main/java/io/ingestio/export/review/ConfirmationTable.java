package io.ingestio.export.review;

import static io.ingestio.database.Rows.column;
import static io.ingestio.database.Rows.instants;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code reviews} and {@code confirmations}. Joins the running transaction. */
@Component
public class ConfirmationTable {

    private final DatabaseClient sql;

    ConfirmationTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Locks the reviews of those documents that the user has data of, in the order of their ids, and reads where they stand. Of two
     * changes of one document one follows the other; a run that arrives meanwhile is not held up.
     */
    public Flux<ReviewState> lock(String userId, Collection<UUID> documentIds) {
        return insertMissing(userId, documentIds)
                .then(lockRows(userId, documentIds))
                .thenMany(read(userId, documentIds));
    }

    private Mono<Void> insertMissing(String userId, Collection<UUID> documentIds) {
        return sql.sql("""
                        insert into reviews (document_id, batch_id, user_id, number)
                        select id, batch_id, :user, 1
                        from unnest(:documents) wanted (id),
                             lateral (select batch_id from extracted_data
                                      where user_id = :user and document_id = wanted.id limit 1) known
                        where not exists (select from reviews where document_id = wanted.id)
                        order by id
                        on conflict do nothing
                        """)
                .bind("user", userId)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .then();
    }

    private Mono<Void> lockRows(String userId, Collection<UUID> documentIds) {
        return sql.sql("""
                        select document_id from reviews
                        where user_id = :user and document_id = any(:documents)
                        order by document_id for update
                        """)
                .bind("user", userId)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .then();
    }

    /** A statement of its own: it sees what those have committed that held the locks before. */
    private Flux<ReviewState> read(String userId, Collection<UUID> documentIds) {
        return sql.sql("""
                        select r.document_id, r.batch_id, v.run, v.edit, cardinality(v.warnings) > 0 as attention,
                               v.summary::text as summary, r.number, coalesce(s.failed_run, 0) > v.run as redo_failed,
                               c.confirmed_at, c.confirmed_by
                        from reviews r
                             cross join lateral (select run, edit, warnings, summary from extracted_data
                                                 where user_id = :user and document_id = r.document_id
                                                 order by run desc, edit desc limit 1) v
                             left join submitted_documents s on s.document_id = r.document_id
                             left join confirmations c on (c.document_id, c.run, c.edit) = (r.document_id, v.run, v.edit)
                                  and coalesce(s.failed_run, 0) <= v.run
                        where r.user_id = :user and r.document_id = any(:documents)
                          and not exists (select from deleted_documents d where d.document_id = r.document_id)
                        """)
                .bind("user", userId)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .mapProperties(ReviewState.class)
                .all();
    }

    /**
     * Stores reviews as they are now: the current version is confirmed or is not, and what is confirmed of earlier ones stays. The caller
     * has locked them.
     */
    public Mono<Void> save(String userId, List<ReviewState> reviews) {
        return sql.sql("""
                        with s as (
                            select * from unnest(:documents, :numbers, :runs, :edits, :at, :by) s (id, number, run, edit, at, by)
                        ), counted as (
                            update reviews r set number = s.number from s where r.document_id = s.id and r.user_id = :user
                        ), withdrawn as (
                            delete from confirmations c using s
                            where s.at is null and c.user_id = :user
                              and (c.document_id, c.run, c.edit) = (s.id, s.run, s.edit)
                        )
                        insert into confirmations (document_id, run, edit, batch_id, user_id, number, confirmed_at, confirmed_by)
                        select s.id, s.run, s.edit, r.batch_id, r.user_id, s.number, s.at, s.by
                        from s join reviews r on r.document_id = s.id
                        where s.at is not null and r.user_id = :user
                        """)
                .bind("user", userId)
                .bind("documents", column(reviews, ReviewState::documentId, UUID.class))
                .bind("numbers", column(reviews, ReviewState::number, Integer.class))
                .bind("runs", column(reviews, ReviewState::run, Integer.class))
                .bind("edits", column(reviews, ReviewState::edit, Integer.class))
                .bind("at", instants(reviews, ReviewState::confirmedAt))
                .bind("by", column(reviews, ReviewState::confirmedBy, String.class))
                .then();
    }
}
