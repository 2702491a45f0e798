package io.ingestio.orchestrator.stalled;

import io.ingestio.background.Sweep;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.barrier.ReadBarrier;
import io.ingestio.orchestrator.batch.Batch;
import io.ingestio.orchestrator.batch.BatchTable;
import io.ingestio.orchestrator.batch.Change;
import io.ingestio.orchestrator.batch.StoreChange;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import io.ingestio.orchestrator.document.Progress;
import io.ingestio.orchestrator.timeline.Hop;
import io.ingestio.orchestrator.timeline.Hop.Kind;
import io.ingestio.orchestrator.timeline.Hop.Subject;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends documents that were asked about again and again without an answer that could be applied, such as an end that is a dead letter:
 * none stays open for ever. The worker is asked to cancel the run, so that one that waits after all is neither extracted nor charged.
 */
@Component
class EndLost implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(EndLost.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final DocumentTable documents;
    private final BatchTable batches;
    private final StoreChange storeChange;
    private final ReadBarrier barrier;
    private final Tenancy tenancy;
    private final StalledSettings settings;
    private final Clock clock;
    private final Counter lost;

    EndLost(
            DocumentTable documents,
            BatchTable batches,
            StoreChange storeChange,
            ReadBarrier barrier,
            Tenancy tenancy,
            StalledSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.documents = documents;
        this.batches = batches;
        this.storeChange = storeChange;
        this.barrier = barrier;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.lost = Counter.builder("ingestio.documents.lost")
                .description("Documents that were ended because nothing was heard of their extraction")
                .register(meters);
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** Nothing while this service is behind: what it was asked for may still be to be read. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(documents.lost(settings.after(), limit))
                .filter(found -> !found.isEmpty())
                .filterWhen(found -> barrier.reached(Topic.EXTRACTION))
                .flatMap(this::end)
                .defaultIfEmpty(0L);
    }

    private Mono<Long> end(List<Document> found) {
        Instant now = clock.instant();
        List<OrchestrationEvent> requests = found.stream()
                .<OrchestrationEvent>map(document -> document.cancelRequest(now))
                .toList();
        List<UUID> ids = found.stream().map(Document::id).toList();
        return tenancy.asService(batches.lock(requests)
                .flatMap(locked -> documents.find(ids).flatMap(known -> {
                    Change change = change(locked, known, now);
                    return storeChange.store(change).thenReturn((long)
                            change.documents().size());
                })));
    }

    /** Of those that are still open, now that their batches are locked. */
    private Change change(Map<UUID, Batch> locked, Map<UUID, Document> known, Instant now) {
        List<Document> open = known.values().stream().filter(Document::isOpen).toList();
        open.forEach(document -> {
            lost.increment();
            LOG.error(
                    "document ended, its extraction was asked about in vain document={} batch={} run={}",
                    document.id(),
                    document.batchId(),
                    document.progress().run());
        });
        List<Document> ended = open.stream().map(document -> document.lost(now)).toList();
        return Change.ofEvents(
                locked,
                ended,
                open.stream()
                        .<OrchestrationEvent>map(document -> document.cancelRequest(now))
                        .toList(),
                ended.stream().map(document -> hop(document, now)).toList());
    }

    private static Hop hop(Document document, Instant now) {
        Progress progress = document.progress();
        Progress.Failure failure = Objects.requireNonNull(progress.failure());
        return new Subject(document.id(), document.batchId(), document.userId(), progress.run())
                .hop(Kind.FAILED, "orchestrator", now)
                .because(failure.code(), failure.message());
    }
}
