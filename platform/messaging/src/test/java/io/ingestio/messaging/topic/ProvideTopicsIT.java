package io.ingestio.messaging.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.messaging.KafkaSettings;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.unit.DataSize;

/** Topics on a real broker. */
class ProvideTopicsIT {

    @Test
    void topicsAreCreatedOnceAndAccepted() {
        assertThatCode(() -> provide(7)).doesNotThrowAnyException();
        assertThatCode(() -> provide(7)).doesNotThrowAnyException();
    }

    @Test
    void serviceDoesNotStartOnAForgetfulTopic() {
        provide(7);
        assertThatThrownBy(() -> provide(8)).isInstanceOfSatisfying(UnsafeTopics.class, unsafe -> {
            assertThat(unsafe).hasMessageContaining("ingestio.upload keeps records for PT168H, needs PT192H");
            FailureAnalysis report = new UnsafeTopicsAnalyzer().analyze(unsafe, unsafe);
            assertThat(report.getDescription()).startsWith("Kafka would lose acknowledged events: ");
        });
    }

    private static void provide(int days) {
        var settings = new KafkaSettings(
                RealParts.properties().get("ingestio.kafka.bootstrap"),
                6,
                (short) 1,
                Duration.ofDays(days),
                1,
                200,
                DataSize.ofMegabytes(16),
                Duration.ofSeconds(10));
        new ProvideTopics(settings).afterSingletonsInstantiated();
    }
}
