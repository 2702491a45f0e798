package io.ingestio.erasure;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.KafkaSettings;
import io.ingestio.messaging.deadletter.DeleteDeadLetters;
import io.ingestio.messaging.outbox.DeleteParkedEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Erases users in every service that has a schema: what the platform keeps of them, and the service's own {@link UserData}. */
@AutoConfiguration(
        afterName = {"io.ingestio.messaging.outbox.OutboxWiring", "io.ingestio.messaging.deadletter.DeadLetterWiring"})
@EnableConfigurationProperties(ErasureSettings.class)
class ErasureWiring {

    @Bean
    UserRows.Of userRows(DatabaseClient sql, Tenancy tenancy) {
        return new UserRows.Of(sql, tenancy);
    }

    @Bean
    UserData idempotencyKeysOfUser(UserRows.Of rows) {
        return rows.table("idempotency_keys");
    }

    @Bean
    UserData parkedEventsOfUser(DeleteParkedEvents parked) {
        return parked::ofUser;
    }

    @Bean
    UserData deadLettersOfUser(DeleteDeadLetters deadLetters, ErasureSettings settings, KafkaSettings kafka) {
        deadLetters.requireShorterThan("ingestio.erasure.retention", settings.retention(), kafka.retention());
        return deadLetters::ofUser;
    }

    @Bean
    ErasureRequestTable erasureRequestTable(DatabaseClient sql) {
        return new ErasureRequestTable(sql);
    }

    @Bean
    Erasures erasures(ErasureRequestTable requests) {
        return new Erasures(requests);
    }

    @Bean
    ErasureApi erasureApi(ErasureRequestTable requests, Tenancy tenancy) {
        return new ErasureApi(requests, tenancy);
    }

    @Bean
    DeleteErasedData deleteErasedData(
            ErasureRequestTable requests,
            ObjectProvider<UserData> data,
            Tenancy tenancy,
            ErasureSettings settings,
            KafkaSettings kafka) {
        return new DeleteErasedData(
                requests,
                data.orderedStream().toList(),
                tenancy,
                kafka.requireLonger("ingestio.erasure.retention", settings.retention()));
    }
}
