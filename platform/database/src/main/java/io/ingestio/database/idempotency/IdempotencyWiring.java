package io.ingestio.database.idempotency;

import io.ingestio.database.Tenancy;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes {@link IdempotentRequests} available to every service that has a schema. */
@AutoConfiguration(afterName = "io.ingestio.database.DatabaseWiring")
@EnableConfigurationProperties(IdempotencySettings.class)
class IdempotencyWiring {

    private static final Duration LOCK = Duration.ofMinutes(2);

    @Bean
    IdempotencyTable idempotencyTable(DatabaseClient sql) {
        return new IdempotencyTable(sql);
    }

    @Bean
    IdempotentRequests idempotentRequests(Tenancy tenancy, IdempotencyTable table) {
        return new IdempotentRequests(tenancy, table, UUID::randomUUID, LOCK);
    }

    @Bean
    IdempotencyRetention idempotencyRetention(IdempotencyTable table, Tenancy tenancy, IdempotencySettings settings) {
        return new IdempotencyRetention(table, tenancy, settings);
    }
}
