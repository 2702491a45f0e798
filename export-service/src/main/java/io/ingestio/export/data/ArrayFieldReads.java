package io.ingestio.export.data;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Which arrays extracted documents have, found by the database: the data never reach this process. Paths are written as {@link
 * io.ingestio.export.rows.Fields} writes them, with a dot inside a name escaped.
 */
@Component
public class ArrayFieldReads {

    /** jsonb and text cannot hold NUL; in a name it is read as U+FFFD, and such a field cannot be chosen. */
    private static final String ARRAYS = """
            with recursive documents as (
                select row_number() over (
                           order by coalesce(array_position(:documents::uuid[], latest.document_id),
                                             array_position(:batches::uuid[], latest.batch_id)),
                                    place.position nulls last, latest.filename collate "C", latest.document_id) as position,
                       latest.data
                from (
                    select distinct on (document_id) document_id, run, edit, batch_id, filename,
                           replace(data::text, '\\u0000', '\\ufffd')::json as data
                    from extracted_data
                    where user_id = :user
                      and (document_id = any(:documents::uuid[]) or batch_id = any(:batches::uuid[]))
                    order by document_id, run desc, edit desc) latest
                left join submitted_documents place on place.document_id = latest.document_id
                where not :confirmedOnly
                   or exists (select from confirmations c where c.document_id = latest.document_id
                                                            and c.run = latest.run and c.edit = latest.edit
                                                            and c.run >= coalesce(place.failed_run, 0))),
            fields as (
                select position as document, array[position, field.n] as place, field.value,
                       replace(replace(field.key, '\\', '\\\\'), '.', '\\.') as path
                from documents, json_each(data) with ordinality as field (key, value, n)
                union all
                select document, place || field.n, field.value,
                       path || '.' || replace(replace(field.key, '\\', '\\\\'), '.', '\\.')
                from fields,
                     json_each(case when json_typeof(fields.value) = 'object' then fields.value else '{}' end)
                         with ordinality as field (key, value, n))
            select path
            from fields
            where json_typeof(value) = 'array'
            group by path
            order by count(distinct document) desc, min(place)
            """;

    private final DatabaseClient sql;

    ArrayFieldReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * The paths of the arrays in the current versions of these documents, or of those of batches: first the one that most documents have, of
     * several the one that comes first.
     *
     * @param documentIds   null if batches are given
     * @param confirmedOnly whether only confirmed documents count
     */
    public Flux<String> of(
            String userId, @Nullable List<UUID> documentIds, @Nullable List<UUID> batchIds, boolean confirmedOnly) {
        return sql.sql(ARRAYS)
                .bind("user", userId)
                .bind("confirmedOnly", confirmedOnly)
                .bind("batches", array(batchIds))
                .bind("documents", array(documentIds))
                .map(row -> row.get("path", String.class))
                .all();
    }

    private static Parameter array(@Nullable List<UUID> ids) {
        return Parameter.fromOrEmpty(ids == null ? null : ids.toArray(UUID[]::new), UUID[].class);
    }
}
