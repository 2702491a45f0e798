package io.ingestio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KafkaSettingsTest {

    private final KafkaSettings settings = new Binder(
                    new MapConfigurationPropertySource(Map.of("ingestio.kafka.retention", "7d")))
            .bind("ingestio.kafka", KafkaSettings.class)
            .get();

    @Test
    void rejectsWhatTopicsOutlive() {
        assertThatThrownBy(() -> settings.requireLonger("ingestio.inbox.retention", Duration.ofDays(7)))
                .hasMessageContaining("ingestio.inbox.retention");
        assertThat(settings.requireLonger("ingestio.inbox.retention", Duration.ofDays(8)))
                .isEqualTo(Duration.ofDays(8));
    }
}
