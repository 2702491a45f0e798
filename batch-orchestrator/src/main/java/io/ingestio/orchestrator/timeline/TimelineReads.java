package io.ingestio.orchestrator.timeline;

import io.ingestio.database.Keyset;
import io.ingestio.database.Keyset.Key;
import io.ingestio.database.Keyset.Type;
import io.ingestio.http.list.ListCursor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DataClassRowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What users read of {@code document_timeline}. */
@Component
class TimelineReads {

    private static final Keyset BY_TIME = new Keyset(List.of(Key.of("at", Type.TIME), Key.of("id", Type.ID)), false);

    private static final String OF_DOCUMENT = """
            select id, at, service, run, hop, attempt, code, detail, next_attempt_at
            from document_timeline
            where user_id = :user and document_id = :document
            """;

    private static final Function<Readable, HopView> VIEW = new DataClassRowMapper<>(HopView.class)::apply;

    private final DatabaseClient sql;

    TimelineReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /** One hop, as {@link Hop} explains. */
    record HopView(
            UUID id,
            Instant at,
            String service,
            int run,
            String hop,
            @Nullable Integer attempt,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Instant nextAttemptAt) {

        ListCursor cursor() {
            return Keyset.after(at, id);
        }
    }

    /** By time, then by id. */
    Flux<HopView> list(String userId, UUID documentId, ListCursor after, int limit) {
        var rows = new Keyset.Query<>(
                OF_DOCUMENT,
                "select * from (%s) chosen\n",
                statement -> statement.bind("user", userId).bind("document", documentId),
                VIEW);
        return BY_TIME.read(sql, rows, after, limit);
    }

    /** Whether the user has this document. */
    Mono<Boolean> hasDocument(String userId, UUID documentId) {
        return sql.sql("""
                        select exists (select from batch_documents
                                       where user_id = :user and id = :document and deleted_at is null)
                        """)
                .bind("user", userId)
                .bind("document", documentId)
                .mapValue(Boolean.class)
                .one();
    }
}
