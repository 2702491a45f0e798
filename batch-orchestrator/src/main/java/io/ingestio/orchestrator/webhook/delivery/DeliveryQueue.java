package io.ingestio.orchestrator.webhook.delivery;

import static io.ingestio.database.Rows.column;

import io.ingestio.orchestrator.webhook.delivery.Outcome.Failed;
import io.ingestio.orchestrator.webhook.delivery.RetryPolicy.Health;
import io.ingestio.orchestrator.webhook.delivery.RetryPolicy.Next;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The queue of deliveries: claim, end. The one place where a delivery leaves its sender. Every change is fenced by the epoch of the lease,
 * and only the clock of the database is compared.
 */
@Component
class DeliveryQueue {

    static final UUID FIRST = new UUID(0, 0);

    private static final int VISITS = 200;

    private final DatabaseClient sql;

    DeliveryQueue(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * What one claim found.
     *
     * @param next where the next claim continues; empty if all endpoints were visited
     */
    record Claimed(List<Delivery> deliveries, Optional<UUID> next) {}

    private record Visit(UUID endpointId, Optional<Delivery> delivery) {}

    /**
     * Visits endpoints with pending deliveries in the order of their ids, and claims the earliest of each that is due; users of whom least is
     * being sent come first. The cost depends on the number of visits, which is bounded, and not on how much an endpoint has to send; while
     * nothing is due, none is visited.
     *
     * @param after the endpoint that the last claim visited last
     */
    Mono<Claimed> claim(UUID after, Duration lease, Slots slots) {
        List<Slots.Share> shares = slots.shares();
        return sql.sql("""
                        with recursive visit as (
                            (select endpoint_id, id, user_id, next_attempt_at from webhook_deliveries
                             where status = 'pending' and endpoint_id > :after
                               and exists (select from webhook_deliveries where status = 'pending' and next_attempt_at <= now())
                             order by endpoint_id, next_attempt_at limit 1)
                            union all
                            select n.* from visit v cross join lateral (
                                select endpoint_id, id, user_id, next_attempt_at from webhook_deliveries
                                where status = 'pending' and endpoint_id > v.endpoint_id
                                order by endpoint_id, next_attempt_at limit 1) n
                        ), visited as materialized (
                            select * from visit limit :visits
                        ), due as (
                            select v.id, v.next_attempt_at,
                                   row_number() over (partition by v.user_id order by v.next_attempt_at, v.id)
                                       + coalesce(s.sending, 0) as place
                            from visited v
                            left join unnest(:users, :sending) as s (user_id, sending) on s.user_id = v.user_id
                            where v.next_attempt_at <= now() and v.endpoint_id <> all(:full)
                        ), free as (
                            select id from due where place <= :perUser order by place, next_attempt_at, id limit :free
                        ), claimed as (
                            update webhook_deliveries
                            set attempt = attempt + 1, lease_epoch = lease_epoch + 1,
                                lease_until = now() + make_interval(secs => :lease),
                                next_attempt_at = now() + make_interval(secs => :lease)
                            where id in (select id from webhook_deliveries
                                         where id in (select id from free) and status = 'pending' and next_attempt_at <= now()
                                         for update skip locked)
                            returning id, endpoint_id, user_id, event_id, payload, attempt, lease_epoch
                        )
                        select v.endpoint_id as visited, c.*, e.url, e.enabled, e.secret,
                               case when e.previous_until > now() then e.previous_secret end as previous_secret
                        from visited v
                        left join claimed c on c.endpoint_id = v.endpoint_id
                        left join webhook_endpoints e on e.id = c.endpoint_id
                        order by v.endpoint_id
                        """)
                .bind("after", after)
                .bind("visits", VISITS)
                .bind("users", column(shares, Slots.Share::userId, String.class))
                .bind("sending", column(shares, Slots.Share::sending, Integer.class))
                .bind("full", slots.fullEndpoints().toArray(UUID[]::new))
                .bind("perUser", slots.perUser())
                .bind("free", slots.free())
                .bind("lease", seconds(lease))
                .map(DeliveryQueue::visit)
                .all()
                .collectList()
                .map(DeliveryQueue::claimed);
    }

    private static Claimed claimed(List<Visit> visits) {
        return new Claimed(
                visits.stream().map(Visit::delivery).flatMap(Optional::stream).toList(),
                visits.size() < VISITS
                        ? Optional.empty()
                        : Optional.of(visits.getLast().endpointId()));
    }

    private static Visit visit(Readable row) {
        UUID visited = Objects.requireNonNull(row.get("visited", UUID.class));
        UUID id = row.get("id", UUID.class);
        return new Visit(visited, id == null ? Optional.empty() : Optional.of(delivery(id, row)));
    }

    private static Delivery delivery(UUID id, Readable row) {
        return new Delivery(
                id,
                row.get("endpoint_id", UUID.class),
                row.get("user_id", String.class),
                row.get("event_id", UUID.class),
                row.get("payload", String.class),
                row.get("attempt", Integer.class),
                row.get("lease_epoch", Integer.class),
                row.get("url", String.class),
                row.get("enabled", Boolean.class),
                row.get("secret", String.class),
                row.get("previous_secret", String.class));
    }

    /** What an outcome changes. */
    private record End(
            UUID id,
            int epoch,
            String status,
            boolean ended,
            double delay,
            int millis,
            @Nullable Integer statusCode,
            @Nullable String errorCode) {

        static End of(Delivery delivery, Outcome outcome, Next next, Duration lasted) {
            boolean ended = next instanceof Next.Ended;
            boolean delivered = next instanceof Next.Ended(boolean success) && success;
            return new End(
                    delivery.id(),
                    delivery.leaseEpoch(),
                    ended ? (delivered ? "delivered" : "failed") : "pending",
                    ended,
                    next instanceof Next.Retried(Duration delay) ? seconds(delay) : 0,
                    (int) lasted.toMillis(),
                    outcome.statusCode(),
                    outcome instanceof Failed failed ? failed.code().wireName() : null);
        }
    }

    /**
     * Ends the attempt and logs it.
     *
     * @return how its endpoint fares now; empty if this sender lost its lease, or the delivery was deleted: nothing changed
     */
    Mono<Health> end(Delivery delivery, Outcome outcome, Next next, Duration lasted) {
        End end = End.of(delivery, outcome, next, lasted);
        return sql.sql("""
                        with ended as (
                            update webhook_deliveries
                            set status = :status, lease_until = null, next_attempt_at = now() + make_interval(secs => :wait),
                                ended_at = case when :ended then now() end
                            where id = :id and lease_epoch = :epoch and status = 'pending'
                            returning id, endpoint_id, user_id, lease_epoch
                        ), logged as (
                            insert into webhook_attempts (delivery_id, number, user_id, millis, status_code, error_code)
                            select id, lease_epoch, user_id, :millis, :statusCode, :errorCode from ended
                        ), health as (
                            update webhook_endpoints e
                            set failures = case when :errorCode::text is null then 0 else failures + 1 end,
                                failing_since = case when :errorCode::text is not null then coalesce(failing_since, now()) end
                            from ended
                            where e.id = ended.endpoint_id and (:errorCode::text is not null or failures > 0)
                            returning failures, failing_since
                        )
                        select coalesce(h.failures, 0) as failures,
                               coalesce(extract(epoch from now() - h.failing_since), 0)::bigint as failing_seconds
                        from ended left join health h on true
                        """)
                .bind("status", end.status())
                .bind("ended", end.ended())
                .bind("wait", end.delay())
                .bind("id", end.id())
                .bind("epoch", end.epoch())
                .bind("millis", end.millis())
                .bind("statusCode", Parameter.fromOrEmpty(end.statusCode(), Integer.class))
                .bind("errorCode", Parameter.fromOrEmpty(end.errorCode(), String.class))
                .map(row -> new Health(
                        row.get("failures", Integer.class), Duration.ofSeconds(row.get("failing_seconds", Long.class))))
                .one();
    }

    /** Deletes deliveries with their attempts, in whatever state: a delivery has ended long before. */
    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from webhook_deliveries where id in (
                            select id from webhook_deliveries where created_at < now() - make_interval(secs => :age)
                            order by created_at limit :limit)
                        """)
                .bind("age", seconds(age))
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
