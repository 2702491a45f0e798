package io.ingestio.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * PostgreSQL's LISTEN and NOTIFY: how the replicas of a service call each other. A call may be lost, while a connection is
 * down or where a process dies between its commit and the call, so receivers also look by themselves from time to time.
 *
 * <p>A call is never made in the transaction of a change: NOTIFY acquires a lock of the whole server at commit.
 */
public final class Notifications {

    private final PostgresqlConnectionFactory connections;
    private final Tenancy tenancy;
    private final DatabaseClient sql;

    Notifications(PostgresqlConnectionFactory connections, Tenancy tenancy, DatabaseClient sql) {
        this.connections = connections;
        this.tenancy = tenancy;
        this.sql = sql;
    }

    /**
     * Listens on a connection of its own, beside the pools, from subscription to cancellation.
     *
     * @param channel an SQL identifier
     * @return the payloads of the calls; an empty one first, since calls before it may have been missed. An error when the
     *     connection is lost
     */
    public Flux<String> listen(String channel) {
        return Flux.usingWhen(
                connections.create(),
                connection -> subscribe(connection, channel)
                        .thenMany(Flux.merge(connection.getNotifications().map(Notifications::payload), Flux.just(""))),
                PostgresqlConnection::close);
    }

    private static Mono<Void> subscribe(PostgresqlConnection connection, String channel) {
        return connection
                .createStatement("listen " + channel)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }

    private static String payload(Notification notification) {
        return Objects.requireNonNullElse(notification.getParameter(), "");
    }

    /** Calls every listener of the channel, in all processes. */
    public Mono<Void> call(String channel, String payload) {
        return tenancy.statementAsService(sql.sql("select pg_notify(:channel, :payload)")
                .bind("channel", channel)
                .bind("payload", payload)
                .then());
    }
}
