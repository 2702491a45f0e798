package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.messaging.deadletter.DeleteDeadLetters;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.orchestrator.document.DocumentTable;
import io.ingestio.orchestrator.feed.ChangeFeed;
import io.ingestio.orchestrator.timeline.TimelineTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores a change with its hops, counts the documents of its batches anew, and publishes the completion of a batch whose last document
 * has ended; its users are notified by webhooks and e-mails. The only place where batches and documents change.
 *
 * <p>Runs in the caller's transaction, which has locked the batch rows in the order of their ids: of two changes of the
 * same batch one follows the other, and exactly one sees it complete. The number of statements does not depend on the
 * size of the change.
 */
@Component
public class StoreChange {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final TimelineTable timelines;
    private final Outbox outbox;
    private final ChangeFeed feed;
    private final NotifyUsers notifyUsers;
    private final DeleteDeadLetters deleteDeadLetters;

    StoreChange(
            BatchTable batches,
            DocumentTable documents,
            TimelineTable timelines,
            Outbox outbox,
            ChangeFeed feed,
            NotifyUsers notifyUsers,
            DeleteDeadLetters deleteDeadLetters) {
        this.batches = batches;
        this.documents = documents;
        this.timelines = timelines;
        this.outbox = outbox;
        this.feed = feed;
        this.notifyUsers = notifyUsers;
        this.deleteDeadLetters = deleteDeadLetters;
    }

    public Mono<Void> store(Change change) {
        return documents
                .save(change.documents())
                .then(timelines.add(change.hops()))
                .then(timelines.delete(change.deletedDocuments()))
                .then(batches.recount(change.batches().keySet()))
                .flatMap(recounts -> store(change, recounts));
    }

    private Mono<Void> store(Change change, Map<UUID, Recount> recounts) {
        List<Batch.Decision> decisions = change.batches().values().stream()
                .map(batch -> batch.recounted(recounts.getOrDefault(batch.id(), Recount.EMPTY)))
                .toList();
        Stream<OrchestrationEvent> completions =
                decisions.stream().map(Batch.Decision::completed).flatMap(Optional::stream);
        return batches.save(decisions.stream().map(Batch.Decision::batch).toList())
                .then(outbox.append(
                        Stream.concat(change.events().stream(), completions).toList()))
                .then(notifyUsers.of(change, decisions))
                .then(deleteDeadLetters.about(change.events()))
                .then(feed.callAfterCommit());
    }
}
