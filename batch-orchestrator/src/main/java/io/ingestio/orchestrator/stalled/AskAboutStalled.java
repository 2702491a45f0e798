package io.ingestio.orchestrator.stalled;

import io.ingestio.background.Sweep;
import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.barrier.ReadBarrier;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import io.ingestio.orchestrator.document.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks the worker about documents that have not moved for long: an event of theirs may be lost, or their job. A job that merely waits in
 * the queue is left alone there, and asked about more and more rarely.
 */
@Component
@EnableConfigurationProperties(StalledSettings.class)
class AskAboutStalled implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(AskAboutStalled.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DocumentTable documents;
    private final Outbox outbox;
    private final ReadBarrier barrier;
    private final Tenancy tenancy;
    private final StalledSettings settings;
    private final Clock clock;
    private final Counter asked;

    AskAboutStalled(
            DocumentTable documents,
            Outbox outbox,
            ReadBarrier barrier,
            Tenancy tenancy,
            StalledSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.documents = documents;
        this.outbox = outbox;
        this.barrier = barrier;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.asked = Counter.builder("ingestio.documents.stalled")
                .description("Questions to the worker about documents that had not moved for long")
                .register(meters);
    }

    @Override
    public Duration every() {
        return EVERY.compareTo(settings.after()) < 0 ? EVERY : settings.after();
    }

    /** Nothing while this service is behind: what moved is still to be read, and a question would have a job done twice. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.asService(documents.isAnyStalled(settings.after()))
                .filter(any -> any)
                .flatMap(any -> barrier.reached(Topic.EXTRACTION))
                .filter(reached -> reached)
                .flatMap(reached -> ask(limit))
                .defaultIfEmpty(0L);
    }

    private Mono<Long> ask(int limit) {
        return tenancy.asService(documents
                        .claimStalled(settings.after(), limit)
                        .flatMap(stalled -> outbox.append(requests(stalled)).thenReturn(stalled)))
                .doOnNext(this::report)
                .map(stalled -> (long) stalled.size());
    }

    private void report(List<Document> stalled) {
        asked.increment(stalled.size());
        if (!stalled.isEmpty()) {
            LOG.warn(
                    "documents have not moved, their state is requested documents={} first={}",
                    stalled.size(),
                    stalled.getFirst().id());
        }
    }

    private List<DocumentStateRequested> requests(List<Document> stalled) {
        Instant now = clock.instant();
        return stalled.stream().map(document -> request(document, now)).toList();
    }

    static DocumentStateRequested request(Document document, Instant at) {
        Document.Facts facts = document.facts();
        Source source = facts.source();
        return new DocumentStateRequested(
                document.batchId(),
                document.id(),
                document.userId(),
                Math.max(1, document.progress().run()),
                facts.filename(),
                facts.mimeType(),
                facts.pages(),
                source == null ? null : source.objectKey(),
                source == null ? null : source.promptStrategy(),
                source == null ? null : source.prompt(),
                source == null ? null : source.documentType(),
                source == null ? null : source.schema(),
                source == null ? null : source.concurrentDocuments(),
                at);
    }
}
