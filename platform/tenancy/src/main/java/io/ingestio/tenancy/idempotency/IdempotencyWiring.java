package io.ingestio.tenancy.idempotency;

import io.ingestio.tenancy.database.Tenancy;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes {@link IdempotentRequests} available to every service that has a schema. */
@AutoConfiguration(afterName = "io.ingestio.tenancy.database.DatabaseWiring")
class IdempotencyWiring {

    @Bean
    IdempotentRequests idempotentRequests(Tenancy tenancy, DatabaseClient sql) {
        return new IdempotentRequests(tenancy, new IdempotencyTable(sql));
    }
}
