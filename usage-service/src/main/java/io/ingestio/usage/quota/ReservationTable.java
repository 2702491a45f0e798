package io.ingestio.usage.quota;

import io.ingestio.contracts.usage.ReservationAnswer;
import io.ingestio.contracts.usage.ReservePages;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All SQL of {@code reservations}, and with them of {@code accounts} and {@code ledger}: the functions of
 * {@code V5__reserve_plan_and_credits.sql}, one call each.
 */
@Component
class ReservationTable {

    private final DatabaseClient sql;

    ReservationTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param state committed, released, expired, unknown (nothing to release) or mismatch (another user's reservation)
     * @param late  this call charged pages that were not set aside any more
     */
    record Settled(String state, boolean late) {}

    /** Answers with a state of {@link ReservationAnswer}, or {@code mismatch}. */
    Mono<ReservationAnswer> reserve(UUID id, ReservePages wanted, Duration lifetime) {
        return sql.sql("""
                        select now_state, pages_left, limited_by
                        from reserve_pages(:id, :user, :document, :run, :pages, make_interval(secs => :lifetime))
                        """)
                .bind("id", id)
                .bind("user", wanted.userId())
                .bind("document", wanted.documentId())
                .bind("run", wanted.run())
                .bind("pages", wanted.pages())
                .bind("lifetime", lifetime.toMillis() / 1000.0)
                .map(row -> new ReservationAnswer(
                        id,
                        row.get("now_state", String.class),
                        row.get("pages_left", Long.class),
                        row.get("limited_by", String.class)))
                .one();
    }

    /** Settles in one round trip. Users are locked in the order of their names, so that two such calls cannot deadlock. */
    Flux<Settled> settle(List<Settlement> settlements) {
        List<Settlement> byUser = settlements.stream()
                .sorted(Comparator.comparing(Settlement::userId))
                .toList();
        return sql.sql("""
                        select s.now_state, s.charged_late
                        from unnest(:ids, :states, :users, :documents, :runs, :pages, :types)
                                 as e (id, state, user_id, document_id, run, pages, type),
                             lateral settle_pages(e.id, e.state, e.user_id, e.document_id, e.run, e.pages, e.type) s
                        """)
                .bind("ids", column(byUser, Settlement::reservationId, UUID[]::new))
                .bind("states", column(byUser, Settlement::to, String[]::new))
                .bind("users", column(byUser, Settlement::userId, String[]::new))
                .bind("documents", column(byUser, Settlement::documentId, UUID[]::new))
                .bind("runs", column(byUser, Settlement::run, Integer[]::new))
                .bind("pages", column(byUser, Settlement::pages, Integer[]::new))
                .bind("types", column(byUser, Settlement::documentType, String[]::new))
                .map(row -> new Settled(row.get("now_state", String.class), row.get("charged_late", Boolean.class)))
                .all();
    }

    /** Gives back the pages of reservations that nobody renewed or settled in time. Answers how many it ended. */
    Mono<Long> expireDue(int limit) {
        return sql.sql("""
                        select count(*) filter (where s.now_state = 'expired')
                        from (select id, user_id, document_id, run, pages
                              from reservations
                              where state = 'reserved' and expires_at <= now()
                              order by user_id, id
                              limit :limit) due,
                             lateral settle_pages(due.id, 'expired', due.user_id, due.document_id, due.run, due.pages, null) s
                        """)
                .bind("limit", limit)
                .map(row -> row.get(0, Long.class))
                .one();
    }

    /**
     * @param since when the pages were first set aside
     */
    record Open(UUID id, UUID documentId, int run, Instant since) {}

    /** Reservations that have been open for longer than this and were not compared for as long; it counts as compared from now. */
    Flux<Open> takeUnsettled(Duration age, int limit) {
        return sql.sql("""
                        update reservations set checked_at = now()
                        where id in (
                            select id from reservations
                            where state = 'reserved'
                              and coalesce(checked_at, created_at) < now() - make_interval(secs => :age)
                            order by created_at
                            limit :limit
                            for update skip locked)
                        returning id, document_id, run, created_at
                        """)
                .bind("age", age.toMillis() / 1000.0)
                .bind("limit", limit)
                .map(row -> new Open(
                        row.get("id", UUID.class),
                        row.get("document_id", UUID.class),
                        row.get("run", Integer.class),
                        row.get("created_at", Instant.class)))
                .all();
    }

    private static <T extends @Nullable Object> T[] column(
            List<Settlement> rows, Function<Settlement, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
