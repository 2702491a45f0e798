package io.ingestio.extraction.learning;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes corrections whose retention is over: senders change their templates, and people their minds. */
@Component
class DeleteOldExamples implements Sweep {

    private final ExampleTable examples;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteOldExamples(ExampleTable examples, Tenancy tenancy, LearningSettings settings) {
        this.examples = examples;
        this.tenancy = tenancy;
        this.retention = settings.retention();
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(examples.deleteOlderThan(retention, limit));
    }
}
