package io.ingestio.messaging.barrier;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

@AutoConfiguration(afterName = "io.ingestio.messaging.KafkaWiring")
class BarrierWiring {

    /** Of a read that waits for events: shorter than the gateway waits for an answer. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration PARTITIONS = Duration.ofMinutes(1);

    @Bean
    ReadBarrier readBarrier(KafkaAdmin kafka, Environment environment) {
        return new ReadBarrier(
                environment.getRequiredProperty("spring.application.name"), LIMIT, new TopicOffsets(kafka, PARTITIONS));
    }
}
