package io.ingestio.messaging.history;

import io.ingestio.messaging.event.EventCodec;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

@AutoConfiguration(afterName = "io.ingestio.messaging.outbox.OutboxWiring")
class HistoryWiring {

    @Bean
    EventHistory eventHistory(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        return new EventHistory(consumers, codec);
    }
}
