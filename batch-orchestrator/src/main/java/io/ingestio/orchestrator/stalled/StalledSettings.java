package io.ingestio.orchestrator.stalled;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a document counts as stalled.
 *
 * @param after how long a document may stay uploaded or processing before the worker is asked what has become of it
 */
@ConfigurationProperties("ingestio.stalled")
record StalledSettings(@DefaultValue("15m") Duration after) {

    StalledSettings {
        if (!after.isPositive()) {
            throw new IllegalArgumentException("ingestio.stalled.after=" + after + " must be positive");
        }
    }
}
