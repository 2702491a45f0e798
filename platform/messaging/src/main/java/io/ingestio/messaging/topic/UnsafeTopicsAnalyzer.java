package io.ingestio.messaging.topic;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot report {@link UnsafeTopics} as one line and an action, without a stack trace. */
final class UnsafeTopicsAnalyzer extends AbstractFailureAnalyzer<UnsafeTopics> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeTopics cause) {
        return new FailureAnalysis(
                "Kafka would lose acknowledged events: " + cause.getMessage(),
                "Change the topic with kafka-configs.sh or kafka-reassign-partitions.sh, or the setting ingestio.kafka.* that"
                        + " it is compared with.",
                cause);
    }
}
