package io.ingestio.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service's schema lies and how its three roles log in.
 *
 * <p>{@code <schema>_owner} owns the tables and runs the migrations; {@code <schema>_app} serves users under row-level
 * security; {@code <schema>_service} serves listeners, relays and sweeps. None is a superuser.
 *
 * @param maxConnections size of each of the two pools (app, service)
 * @param acquireTimeout how long a statement waits for a free connection
 */
@ConfigurationProperties("ingestio.postgres")
public record DatabaseSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("ingestio") String database,
        String schema,
        String ownerPassword,
        String appPassword,
        String servicePassword,
        @DefaultValue("16") int maxConnections,
        @DefaultValue("10s") Duration acquireTimeout) {

    String ownerRole() {
        return schema + "_owner";
    }

    String appRole() {
        return schema + "_app";
    }

    String serviceRole() {
        return schema + "_service";
    }
}
