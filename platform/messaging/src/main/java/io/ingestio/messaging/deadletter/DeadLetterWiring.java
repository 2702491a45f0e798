package io.ingestio.messaging.deadletter;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is kept of records that could not be applied, and how an administrator has them applied. */
@AutoConfiguration(
        afterName = {"io.ingestio.database.DatabaseWiring", "io.ingestio.messaging.outbox.OutboxWiring"},
        beforeName = "io.ingestio.messaging.inbox.InboxWiring")
@EnableConfigurationProperties(DeadLetterSettings.class)
class DeadLetterWiring {

    @Bean
    DeadLetterTable deadLetterTable(DatabaseClient sql) {
        return new DeadLetterTable(sql);
    }

    @Bean
    DeadLetters deadLetters(DeadLetterTable table, Tenancy tenancy, MeterRegistry meters) {
        return new DeadLetters(table, tenancy, meters);
    }

    @Bean
    DeadLetterActTable deadLetterActTable(DatabaseClient sql) {
        return new DeadLetterActTable(sql);
    }

    @Bean
    ActOnDeadLetters actOnDeadLetters(
            DeadLetterTable table, DeadLetterActTable acts, Redelivery redelivery, Tenancy tenancy) {
        return new ActOnDeadLetters(table, acts, redelivery, tenancy);
    }

    @Bean
    DeadLettersApi deadLettersApi(
            DeadLetterTable table, DeadLetterActTable acts, ActOnDeadLetters actOnDeadLetters, Tenancy tenancy) {
        return new DeadLettersApi(table, acts, actOnDeadLetters, tenancy);
    }

    @Bean
    DeadLetterRetention deadLetterRetention(DeadLetterTable table, Tenancy tenancy, DeadLetterSettings settings) {
        return new DeadLetterRetention(table, tenancy, settings.retention());
    }

    @Bean
    DeleteOldActs deleteOldDeadLetterActs(DeadLetterActTable acts, Tenancy tenancy, DeadLetterSettings settings) {
        return new DeleteOldActs(acts, tenancy, settings.actsRetention());
    }

    @Bean
    DeleteDeadLetters deleteDeadLetters(
            DeadLetterTable table, EventCodec codec, Tenancy tenancy, DeadLetterSettings settings) {
        return new DeleteDeadLetters(table, codec, tenancy, settings.retention());
    }
}
