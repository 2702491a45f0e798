package io.ingestio.messaging.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.KafkaSettings;
import io.ingestio.messaging.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.r2dbc.core.DatabaseClient;

/** The outbox of the service, the loop that sends it, and the view of what cannot be sent. */
@AutoConfiguration(
        afterName = {
            "io.ingestio.messaging.KafkaWiring",
            "io.ingestio.database.DatabaseWiring",
            "io.ingestio.background.BackgroundWiring"
        })
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

    /** Event ids are UUIDs of version 7: the partition of an inbox follows from the id alone. */
    @Bean
    Outbox outbox(DatabaseClient sql, EventCodec codec, WakeUp relayWakeUp) {
        return new Outbox(sql, codec, UuidCreator::getTimeOrderedEpoch, relayWakeUp, KafkaSettings.MAX_EVENT_BYTES);
    }

    @Bean
    PollingLoop relayLoop(
            DatabaseClient sql,
            Tenancy tenancy,
            KafkaOperations<String, byte[]> kafka,
            RelaySettings settings,
            WakeUp relayWakeUp,
            Clock clock,
            MeterRegistry meters) {
        var table = new OutboxTable(sql);
        var relay = new Relay(tenancy, table, kafka, settings, new BlockedKeys(clock), meters);
        LoopSpec spec = LoopSpec.of("outbox-relay")
                .withLimit(Duration.ofMinutes(3))
                .withGrace(Duration.ofSeconds(5))
                .withEnabled(settings.enabled());
        return new PollingLoop(
                spec, relayWakeUp, clock, new RelayRounds(relay, table, tenancy, settings, clock, meters));
    }

    @Bean
    ParkedEventTable parkedEventTable(DatabaseClient sql) {
        return new ParkedEventTable(sql);
    }

    @Bean
    ParkedEventsApi parkedEventsApi(ParkedEventTable parked, Tenancy tenancy, WakeUp relayWakeUp) {
        return new ParkedEventsApi(parked, tenancy, relayWakeUp);
    }

    @Bean
    DeleteParkedEvents deleteParkedEvents(ParkedEventTable parked, EventCodec codec, Tenancy tenancy) {
        return new DeleteParkedEvents(parked, codec, tenancy);
    }
}
