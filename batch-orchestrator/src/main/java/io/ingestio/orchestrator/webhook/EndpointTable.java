package io.ingestio.orchestrator.webhook;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.list.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code webhook_endpoints} on behalf of users, and what disables one. Joins the running transaction. */
@Component
public class EndpointTable {

    private static final String COLUMNS = """
            id, url, events, enabled, disabled_reason, disabled_at, failing_since,
            case when previous_until > now() then previous_until end as previous_secret_until, created_at
            """;

    private final DatabaseClient sql;

    EndpointTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * An endpoint as its user sees it.
     *
     * @param disabledReason      an {@link ErrorCode} where the system disabled it
     * @param failingSince        null after a success
     * @param previousSecretUntil until when the secret before the last rotation signs too; null if it does not
     */
    record EndpointView(
            UUID id,
            String url,
            List<String> events,
            boolean enabled,
            @Nullable String disabledReason,
            @Nullable Instant disabledAt,
            @Nullable Instant failingSince,
            @Nullable Instant previousSecretUntil,
            Instant createdAt) {}

    /** @param secret encrypted */
    record NewEndpoint(UUID id, String userId, String url, List<String> events, String secret) {}

    /** Empty if the user has as many as allowed. Calls of one user follow one another, so that they do not exceed the limit together. */
    Mono<EndpointView> insert(NewEndpoint endpoint, int most) {
        return sql.sql("select pg_advisory_xact_lock(hashtext('webhook_endpoints'), hashtext(:user))")
                .bind("user", endpoint.userId())
                .then()
                .then(sql.sql("""
                                insert into webhook_endpoints (id, user_id, url, events, secret)
                                select :id, :user, :url, :events, :secret
                                where (select count(*) from webhook_endpoints where user_id = :user) < :most
                                returning
                                """ + COLUMNS)
                        .bind("id", endpoint.id())
                        .bind("user", endpoint.userId())
                        .bind("url", endpoint.url())
                        .bind("events", endpoint.events().toArray(String[]::new))
                        .bind("secret", endpoint.secret())
                        .bind("most", most)
                        .mapProperties(EndpointView.class)
                        .one());
    }

    Mono<EndpointView> find(String userId, UUID id) {
        return sql.sql("select " + COLUMNS + " from webhook_endpoints where user_id = :user and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(EndpointView.class)
                .one();
    }

    /** Newest first. */
    Flux<EndpointView> list(String userId, Cursor after, int limit) {
        return sql.sql("select " + COLUMNS + """
                         from webhook_endpoints
                        where user_id = :user and (created_at, id) < (:createdAt, :id)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("createdAt", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(EndpointView.class)
                .all();
    }

    /** Changes what is given; an endpoint that is enabled begins without failures. */
    Mono<EndpointView> update(
            String userId, UUID id, @Nullable String url, @Nullable List<String> events, @Nullable Boolean enabled) {
        return sql.sql("""
                        update webhook_endpoints
                        set url = coalesce(:url::text, url), events = coalesce(:events::text[], events), enabled = coalesce(:enabled::boolean, enabled),
                            disabled_reason = case when :enabled::boolean is null then disabled_reason end,
                            disabled_at = case when :enabled::boolean is null then disabled_at when :enabled::boolean then null else now() end,
                            failures = case when :enabled::boolean then 0 else failures end,
                            failing_since = case when :enabled::boolean then null else failing_since end
                        where user_id = :user and id = :id
                        returning
                        """ + COLUMNS)
                .bind("user", userId)
                .bind("id", id)
                .bind("url", Parameter.fromOrEmpty(url, String.class))
                .bind(
                        "events",
                        Parameter.fromOrEmpty(events == null ? null : events.toArray(String[]::new), String[].class))
                .bind("enabled", Parameter.fromOrEmpty(enabled, Boolean.class))
                .mapProperties(EndpointView.class)
                .one();
    }

    /** The secret before it signs too, for as long as the overlap; one that was still signing from an earlier rotation does no longer. */
    Mono<EndpointView> rotate(String userId, UUID id, String secret, Duration overlap) {
        return sql.sql("""
                        update webhook_endpoints
                        set previous_secret = secret, previous_until = now() + make_interval(secs => :overlap), secret = :secret
                        where user_id = :user and id = :id
                        returning
                        """ + COLUMNS)
                .bind("user", userId)
                .bind("id", id)
                .bind("secret", secret)
                .bind("overlap", (double) overlap.toSeconds())
                .mapProperties(EndpointView.class)
                .one();
    }

    /** With its deliveries, which are locked first, as when an attempt ends. False if there is no such endpoint. */
    Mono<Boolean> delete(String userId, UUID id) {
        return sql.sql("delete from webhook_deliveries where user_id = :user and endpoint_id = :id")
                .bind("user", userId)
                .bind("id", id)
                .then()
                .then(sql.sql("delete from webhook_endpoints where user_id = :user and id = :id")
                        .bind("user", userId)
                        .bind("id", id)
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows == 1);
    }

    /** The system disables an endpoint. Empty if it was disabled before; else its URL. */
    public Mono<String> disable(UUID id, ErrorCode reason) {
        return sql.sql("""
                        update webhook_endpoints set enabled = false, disabled_reason = :reason, disabled_at = now()
                        where id = :id and enabled
                        returning url
                        """)
                .bind("id", id)
                .bind("reason", reason.wireName())
                .mapValue(String.class)
                .one();
    }

    /** What waits for a disabled endpoint has failed; its user can have it redelivered. */
    public Mono<Void> failPending(UUID id) {
        return sql.sql("""
                        update webhook_deliveries set status = 'failed', lease_until = null, ended_at = now()
                        where endpoint_id = :id and status = 'pending'
                        """).bind("id", id).then();
    }
}
