package io.ingestio.usage.quota;

import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.database.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All SQL of {@code reservations}, and with them of {@code accounts} and {@code ledger}: one call each of the functions of {@code
 * R__ledger.sql}, which {@code docs/ledger.md} describes. Every statement acquires the lock of one user at most.
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

    /** Settles reservations of one user in one round trip. */
    Flux<Settled> settle(String userId, List<Settlement> settlements) {
        if (!settlements.stream().allMatch(settlement -> settlement.userId().equals(userId))) {
            throw new IllegalArgumentException("settlements of more than one user");
        }
        return sql.sql("""
                        select e.id as reservation_id, :user as user_id, e.pages, upper(s.now_state) as result,
                               s.charged_late as late
                        from unnest(:ids, :states, :documents, :runs, :pages, :types)
                                 as e (id, state, document_id, run, pages, type),
                             lateral settle_pages(e.id, e.state, :user, e.document_id, e.run, e.pages, e.type) s
                        """)
                .bind("user", userId)
                .bind("ids", Rows.column(settlements, Settlement::reservationId, UUID.class))
                .bind("states", Rows.column(settlements, one -> one.to().wireName(), String.class))
                .bind("documents", Rows.column(settlements, Settlement::documentId, UUID.class))
                .bind("runs", Rows.column(settlements, Settlement::run, Integer.class))
                .bind("pages", Rows.column(settlements, Settlement::pages, Integer.class))
                .bind("types", Rows.column(settlements, Settlement::documentType, String.class))
                .mapProperties(Settled.class)
                .all();
    }

    /** Users with reservations that were neither renewed nor settled in time. */
    Flux<String> usersWithDue(int limit) {
        return sql.sql("""
                        select distinct user_id from reservations
                        where state = 'reserved' and expires_at <= now()
                        order by user_id
                        limit :limit
                        """)
                .bind("limit", limit)
                .map(row -> row.get("user_id", String.class))
                .all();
    }

    /** Expires the due reservations of one user. Answers how many. */
    Mono<Long> expireDue(String userId, int limit) {
        return sql.sql("""
                        select count(*) filter (where s.now_state = 'expired')
                        from (select id, user_id, document_id, run, pages
                              from reservations
                              where user_id = :user and state = 'reserved' and expires_at <= now()
                              order by id
                              limit :limit) due,
                             lateral settle_pages(due.id, 'expired', due.user_id, due.document_id, due.run, due.pages, null) s
                        """)
                .bind("user", userId)
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

    /** Reservations open for longer than this that were not compared for as long, oldest first. */
    Flux<Open> openFor(Duration age, int limit) {
        return sql.sql("""
                        select id, user_id, document_id, run, created_at as since
                        from reservations
                        where state = 'reserved' and coalesce(checked_at, created_at) < now() - make_interval(secs => :age)
                        order by created_at
                        limit :limit
                        """)
                .bind("age", seconds(age))
                .bind("limit", limit)
                .mapProperties(Open.class)
                .all();
    }

    /** Records that reservations of one user were compared now. */
    Mono<Void> markChecked(List<Open> compared) {
        return sql.sql("update reservations set checked_at = now() where id = any(:ids)")
                .bind("ids", Rows.column(compared, Open::id, UUID.class))
                .then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
