package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.Progress;
import io.ingestio.orchestrator.notice.QueueNotices;
import io.ingestio.orchestrator.notice.QueueNotices.EndedBatch;
import io.ingestio.orchestrator.webhook.event.QueueDeliveries;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Queues what users are to hear of a change, in its transaction: calls of their webhook endpoints, and e-mails. What was queued about
 * deleted batches and documents is deleted. A batch that ends by an act of its user, a deletion, is no reason for an e-mail.
 */
@Component
class NotifyUsers {

    private final QueueDeliveries queueDeliveries;
    private final QueueNotices queueNotices;

    NotifyUsers(QueueDeliveries queueDeliveries, QueueNotices queueNotices) {
        this.queueDeliveries = queueDeliveries;
        this.queueNotices = queueNotices;
    }

    /** @param decisions of all batches of the change, which are stored */
    Mono<Void> of(Change change, List<Batch.Decision> decisions) {
        List<UUID> deletedBatches = decisions.stream()
                .map(Batch.Decision::batch)
                .filter(Batch::isDeleted)
                .map(Batch::id)
                .toList();
        List<UUID> deletedDocuments = change.documents().stream()
                .filter(Document::isDeleted)
                .map(Document::id)
                .toList();
        return queueDeliveries
                .deleteAbout(deletedBatches, deletedDocuments)
                .then(queueNotices.deleteAbout(deletedBatches))
                .then(queueDeliveries.queue(events(change, decisions)))
                .then(queueNotices.batchesEnded(change.byUser() ? List.of() : ended(decisions)));
    }

    static List<WebhookEvent> events(Change change, List<Batch.Decision> decisions) {
        Stream<WebhookEvent> batches = decisions.stream()
                .map(Batch.Decision::completed)
                .flatMap(Optional::stream)
                .map(WebhookEvent::of);
        Stream<WebhookEvent> documents = change.documents().stream()
                .filter(document -> !document.isDeleted())
                .flatMap(document -> failure(document).stream());
        return Stream.concat(documents, batches).toList();
    }

    private static Optional<WebhookEvent> failure(Document document) {
        Progress progress = document.progress();
        Progress.Failure failure = progress.failure();
        Instant at = progress.finishedAt();
        return failure == null || at == null || progress.status() != DocumentStatus.FAILED
                ? Optional.empty()
                : Optional.of(WebhookEvent.documentFailed(
                        document.userId(),
                        document.batchId(),
                        document.id(),
                        progress.run(),
                        failure.code(),
                        failure.message(),
                        at));
    }

    private static List<EndedBatch> ended(List<Batch.Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.completed().stream()
                        .map((BatchCompleted completed) ->
                                new EndedBatch(completed, decision.batch().name())))
                .toList();
    }
}
