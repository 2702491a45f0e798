package io.ingestio.export.selection;

import static java.util.Objects.requireNonNull;

import io.ingestio.export.data.BatchEnd;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The documents of a selection as the database has them: the current version of each, in the order of the file. Data are read row by row;
 * all other reads have none.
 */
@Component
public class SelectedDocumentReads {

    /** Rows that the database sends at a time. The data of one document may have 24 MB, so memory is bounded by this. */
    private static final int FETCH_SIZE = 2;

    /** Of the whole cursor: the limit of a statement counts until its last row is read. */
    private static final Duration READ_LIMIT = Duration.ofMinutes(10);

    /** Named documents in the order of the names, those of batches in the order of the batches, then as they were submitted. */
    private static final String CURRENT = """
            with wanted as (
                select latest.*, confirmed.document_id is not null as is_confirmed,
                       row_number() over (
                           order by coalesce(array_position(:documents::uuid[], latest.document_id),
                                             array_position(:batches::uuid[], latest.batch_id)),
                                    place.position nulls last, latest.filename collate "C", latest.document_id) as n
                from (
                    select distinct on (document_id) document_id, run, edit, batch_id, filename, document_type
                    from extracted_data
                    where user_id = :user
                      and (document_id = any(:documents::uuid[]) or batch_id = any(:batches::uuid[]))
                      and not exists (select from deleted_documents t where t.document_id = extracted_data.document_id)
                    order by document_id, run desc, edit desc) latest
                left join submitted_documents place on place.document_id = latest.document_id
                left join confirmations confirmed
                    on confirmed.document_id = latest.document_id and confirmed.run = latest.run
                   and confirmed.edit = latest.edit and confirmed.run >= coalesce(place.failed_run, 0))
            """;

    private final DatabaseClient sql;

    SelectedDocumentReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /** In the running transaction, which may take longer than others. */
    public Flux<SelectedDocument> documents(String userId, Selection selection) {
        return sql.sql("set local statement_timeout = " + READ_LIMIT.toMillis())
                .then()
                .thenMany(rows(userId, selection));
    }

    private Flux<SelectedDocument> rows(String userId, Selection selection) {
        return bound(CURRENT + """
                        select w.document_id, w.run, w.edit, w.batch_id, w.filename, w.document_type, d.data
                        from wanted w
                        cross join lateral (
                            select data::text as data from extracted_data e
                            where e.document_id = w.document_id and e.run = w.run and e.edit = w.edit) d
                        where w.is_confirmed or not :confirmedOnly
                        order by w.n
                        """, userId, selection)
                .filter(statement -> statement.fetchSize(FETCH_SIZE))
                .bind("confirmedOnly", selection.confirmedOnly())
                .mapProperties(SelectedDocument.class)
                .all();
    }

    public Flux<Version> versions(String userId, Selection selection) {
        return bound(CURRENT + """
                        select document_id, run, edit from wanted where is_confirmed or not :confirmedOnly
                        """, userId, selection)
                .bind("confirmedOnly", selection.confirmedOnly())
                .mapProperties(Version.class)
                .all();
    }

    /** Those of the selection that are not included, as they were submitted, with the reason. */
    public Flux<SkippedDocument> skipped(String userId, Selection selection, Set<UUID> included) {
        return bound(CURRENT + """
                        , known as (
                            select document_id, batch_id, position, filename, code from submitted_documents
                            where user_id = :user
                              and (document_id = any(:documents::uuid[]) or batch_id = any(:batches::uuid[]))
                            union
                            select w.document_id, w.batch_id, null, w.filename, null from wanted w
                            where not exists (select from submitted_documents s where s.document_id = w.document_id)
                            union
                            select named.id, null, null, null, 'not_found' from unnest(:documents::uuid[]) as named (id)
                            where not exists (select from wanted w where w.document_id = named.id)
                              and not exists (select from submitted_documents s
                                              where s.document_id = named.id and s.user_id = :user))
                        select k.document_id, coalesce(k.filename, w.filename) as filename,
                               case when w.document_id is null then coalesce(k.code, 'no_data')
                                    when w.is_confirmed or not :confirmedOnly then 'no_data'
                                    else 'not_confirmed' end as code
                        from known k left join wanted w on w.document_id = k.document_id
                        order by coalesce(array_position(:documents::uuid[], k.document_id),
                                          array_position(:batches::uuid[], k.batch_id)),
                                 k.position nulls last, coalesce(k.filename, w.filename) collate "C", k.document_id
                        """, userId, selection)
                .bind("confirmedOnly", selection.confirmedOnly())
                .mapProperties(SkippedDocument.class)
                .all()
                .filter(document -> !included.contains(document.documentId()));
    }

    /** How the batches of the selection ended, those that did; empty for named documents. */
    public Mono<List<BatchEnd>> batchEnds(String userId, Selection selection) {
        List<UUID> batches = selection.batchIds();
        if (batches == null) {
            return Mono.just(List.of());
        }
        return sql.sql("""
                        select batch_id, user_id, revision, document_count as documents, completed_count as completed
                        from batch_ends
                        where user_id = :user and batch_id = any(:batches)
                        """)
                .bind("user", userId)
                .bind("batches", batches.toArray(UUID[]::new))
                .mapProperties(BatchEnd.class)
                .all()
                .collectList();
    }

    /** The batches that the selection is about; empty, for all, if one of its documents has no data here. */
    public Mono<Set<UUID>> batches(String userId, Selection selection) {
        List<UUID> named = selection.documentIds();
        if (named == null) {
            return Mono.just(Set.copyOf(requireNonNull(selection.batchIds())));
        }
        return sql.sql("""
                        select distinct document_id, batch_id
                        from extracted_data where user_id = :user and document_id = any(:documents)
                        """)
                .bind("user", userId)
                .bind("documents", named.toArray(UUID[]::new))
                .map(row -> new Place(row.get("document_id", UUID.class), row.get("batch_id", UUID.class)))
                .all()
                .collectList()
                .map(places -> places.stream()
                                .map(Place::documentId)
                                .collect(Collectors.toSet())
                                .containsAll(named)
                        ? places.stream().map(Place::batchId).collect(Collectors.toSet())
                        : Set.of());
    }

    private record Place(UUID documentId, UUID batchId) {}

    private GenericExecuteSpec bound(String statement, String userId, Selection selection) {
        return sql.sql(statement)
                .bind("user", userId)
                .bind("documents", Parameter.fromOrEmpty(array(selection.documentIds()), UUID[].class))
                .bind("batches", Parameter.fromOrEmpty(array(selection.batchIds()), UUID[].class));
    }

    private static UUID @Nullable [] array(@Nullable List<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }
}
