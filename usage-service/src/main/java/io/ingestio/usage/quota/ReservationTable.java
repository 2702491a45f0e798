package io.ingestio.usage.quota;

import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.database.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All SQL of {@code reservations}, and with them of {@code accounts} and {@code ledger}: one call each of the functions of {@code
 * R__ledger.sql}, which {@code docs/ledger.md} describes.
 */
@Component
class ReservationTable {

    private final DatabaseClient sql;

    ReservationTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Reserves pages, or renews the reservation. May be repeated. */
    Mono<Reserved> reserve(UUID id, ReservationRequest request, Duration lifetime) {
        return sql.sql("""
                        select upper(now_state) as result, pages_left, limited_by
                        from reserve_pages(:id, :userId, :documentId, :run, :pages, make_interval(secs => :lifetime))
                        """)
                .bindProperties(request)
                .bind("id", id)
                .bind("lifetime", seconds(lifetime))
                .mapProperties(Reserved.class)
                .one();
    }

    /** Settles in one round trip, users in the order of their names. */
    Flux<Settled> settle(List<Settlement> settlements) {
        List<Settlement> byUser = settlements.stream()
                .sorted(Comparator.comparing(Settlement::userId))
                .toList();
        return sql.sql("""
                        select e.id as reservation_id, e.user_id, e.pages, upper(s.now_state) as result, s.charged_late as late
                        from unnest(:ids, :states, :users, :documents, :runs, :pages, :types)
                                 as e (id, state, user_id, document_id, run, pages, type),
                             lateral settle_pages(e.id, e.state, e.user_id, e.document_id, e.run, e.pages, e.type) s
                        """)
                .bind("ids", Rows.column(byUser, Settlement::reservationId, UUID.class))
                .bind("states", Rows.column(byUser, one -> one.to().wireName(), String.class))
                .bind("users", Rows.column(byUser, Settlement::userId, String.class))
                .bind("documents", Rows.column(byUser, Settlement::documentId, UUID.class))
                .bind("runs", Rows.column(byUser, Settlement::run, Integer.class))
                .bind("pages", Rows.column(byUser, Settlement::pages, Integer.class))
                .bind("types", Rows.column(byUser, Settlement::documentType, String.class))
                .mapProperties(Settled.class)
                .all();
    }

    /** Expires reservations that were neither renewed nor settled in time. Answers how many. */
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
     * A reservation that is still open.
     *
     * @param since when the pages were first reserved
     */
    record Open(UUID id, String userId, UUID documentId, int run, Instant since) {}

    /** Reservations open for longer than this that were not compared for as long; they count as compared from now. */
    Flux<Open> claimUnsettled(Duration age, int limit) {
        return sql.sql("""
                        update reservations set checked_at = now()
                        where id in (
                            select id from reservations
                            where state = 'reserved'
                              and coalesce(checked_at, created_at) < now() - make_interval(secs => :age)
                            order by created_at
                            limit :limit
                            for update skip locked)
                        returning id, user_id, document_id, run, created_at as since
                        """)
                .bind("age", seconds(age))
                .bind("limit", limit)
                .mapProperties(Open.class)
                .all();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
