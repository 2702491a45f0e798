package io.ingestio.database;

import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Brings the service's schema up to date before anything uses it. Numbers below 1 belong to the platform modules on the class
 * path ({@code db/database}, {@code db/messaging}), numbers from 1 on to the service ({@code db/<schema>}). Repeatable scripts, also
 * those of {@code db/erasure}, run after all numbers.
 *
 * <p>Scripts grant rights to the placeholders <code>${app}</code> and <code>${service}</code>, the schema's two roles.
 */
final class ServiceMigrations {

    private ServiceMigrations() {}

    static void run(DatabaseSettings settings) {
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), settings.database()),
                        settings.ownerRole(),
                        settings.ownerPassword())
                .schemas(settings.schema())
                .createSchemas(false)
                .locations(
                        "classpath:db/database",
                        "classpath:db/messaging",
                        "classpath:db/erasure",
                        "classpath:db/" + settings.schema())
                .failOnMissingLocations(false)
                .outOfOrder(true)
                .placeholders(Map.of("app", settings.appRole(), "service", settings.serviceRole()))
                .load()
                .migrate();
    }
}
