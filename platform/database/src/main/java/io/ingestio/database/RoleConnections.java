package io.ingestio.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.Map;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * One pool for each role that the running service uses; the Reactor context decides which one a statement uses. A statement without a
 * role runs as the app role without a user, to which row-level security shows no rows: forgetting is safe.
 *
 * <p>Statements, lock waits and idle transactions end after the limits below, also where the role has none: {@code
 * deploy/postgres/bootstrap.sql} sets the same.
 */
final class RoleConnections extends AbstractRoutingConnectionFactory implements AutoCloseable {

    /** Key in the Reactor context; the value is a {@link Role}. */
    static final String CONTEXT_KEY = "io.ingestio.database.role";

    enum Role {
        APP,
        SERVICE
    }

    private final ConnectionPool app;
    private final ConnectionPool service;

    RoleConnections(DatabaseSettings settings) {
        this.app =
                pool(settings, settings.appRole(), connections(settings, settings.appRole(), settings.appPassword()));
        this.service = pool(settings, settings.serviceRole(), ofService(settings));
        setTargetConnectionFactories(Map.of(Role.APP, app, Role.SERVICE, service));
        setDefaultTargetConnectionFactory(app);
        setLenientFallback(false);
        afterPropertiesSet();
    }

    @Override
    protected Mono<Object> determineCurrentLookupKey() {
        return Mono.deferContextual(context -> Mono.justOrEmpty(context.getOrEmpty(CONTEXT_KEY)));
    }

    /** Connections of the service role that belong to no pool. */
    static PostgresqlConnectionFactory ofService(DatabaseSettings settings) {
        return connections(settings, settings.serviceRole(), settings.servicePassword());
    }

    private static PostgresqlConnectionFactory connections(DatabaseSettings settings, String role, String password) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(settings.host())
                .port(settings.port())
                .database(settings.database())
                .username(role)
                .password(password)
                .schema(settings.schema())
                .applicationName(role)
                .connectTimeout(Duration.ofSeconds(5))
                .lockWaitTimeout(Duration.ofSeconds(20))
                .statementTimeout(Duration.ofSeconds(60))
                .options(Map.of("idle_in_transaction_session_timeout", "90s"))
                .tcpKeepAlive(true)
                .build());
    }

    private static ConnectionPool pool(
            DatabaseSettings settings, String role, PostgresqlConnectionFactory connections) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .name(role)
                .initialSize(0)
                .minIdle(0)
                .maxSize(settings.maxConnections())
                .maxAcquireTime(settings.acquireTimeout())
                .maxIdleTime(Duration.ofMinutes(10))
                .maxLifeTime(Duration.ofMinutes(30))
                .build());
    }

    @Override
    public void close() {
        app.dispose();
        service.dispose();
    }
}
