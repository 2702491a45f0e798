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
                select row_number() over (order by array_position(:documents, document_id), filename collate "C",
                                                document_id) as position, data
                from (
                    select distinct on (document_id) document_id, filename,
                           replace(data::text, '\\u0000', '\\ufffd')::json as data
                    from extracted_data
                    where user_id = :user
                      and (batch_id = :batch or document_id = any(:documents))
                    order by document_id, run desc, edit desc) latest),
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
     * The paths of the arrays in the newest versions of these documents, or of a batch's: first the one that most documents have, of
     * several the one that comes first.
     *
     * @param documentIds null if a batch is given
     */
    public Flux<String> of(String userId, @Nullable List<UUID> documentIds, @Nullable UUID batchId) {
        return sql.sql(ARRAYS)
                .bind("user", userId)
                .bind("batch", Parameter.fromOrEmpty(batchId, UUID.class))
                .bind(
                        "documents",
                        Parameter.fromOrEmpty(
                                documentIds == null ? null : documentIds.toArray(UUID[]::new), UUID[].class))
                .map(row -> row.get("path", String.class))
                .all();
    }
}
