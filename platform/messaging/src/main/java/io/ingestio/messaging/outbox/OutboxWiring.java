package io.ingestio.messaging.outbox;

import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.r2dbc.core.DatabaseClient;

/** The outbox of the service and the loop that empties it. */
@AutoConfiguration(afterName = {"io.ingestio.messaging.KafkaWiring", "io.ingestio.database.DatabaseWiring"})
@EnableConfigurationProperties(RelaySettings.class)
class OutboxWiring {

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    WakeUp relayWakeUp() {
        return new WakeUp();
    }

    @Bean
    Outbox outbox(DatabaseClient sql, EventCodec codec, WakeUp relayWakeUp) {
        return new Outbox(sql, codec, UUID::randomUUID, relayWakeUp);
    }

    @Bean
    RelayLoop relayLoop(
            DatabaseClient sql,
            Tenancy tenancy,
            KafkaOperations<String, byte[]> kafka,
            RelaySettings settings,
            WakeUp relayWakeUp,
            MeterRegistry meters) {
        var table = new OutboxTable(sql);
        return new RelayLoop(new Relay(tenancy, table, kafka, settings), table, tenancy, settings, relayWakeUp, meters);
    }
}
