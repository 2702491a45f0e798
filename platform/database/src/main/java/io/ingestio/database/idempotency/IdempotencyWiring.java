package io.ingestio.database.idempotency;

import io.ingestio.database.Tenancy;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes {@link IdempotentRequests} available to every service that has a schema. */
@AutoConfiguration(afterName = "io.ingestio.database.DatabaseWiring")
class IdempotencyWiring {

    private static final Duration LOCK = Duration.ofMinutes(2);

    @Bean
    IdempotentRequests idempotentRequests(Tenancy tenancy, DatabaseClient sql) {
        return new IdempotentRequests(tenancy, new IdempotencyTable(sql), UUID::randomUUID, LOCK);
    }
}
