package io.ingestio.extraction.job;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.extraction.job.MovedJobTable.UnwantedRun;
import io.ingestio.extraction.learning.ExampleTable;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what is wanted of runs: queues a redo, cancels a run, forgets a deleted document, says how a run stands. */
@Component
class OrchestrationListener implements EventListener<OrchestrationEvent> {

    private static final int FIRST_RUN = 1;

    private final JobQueue queue;
    private final ExampleTable examples;
    private final WakeUp jobLoop;
    private final WakeUp leases;

    OrchestrationListener(JobQueue queue, ExampleTable examples, WakeUp jobLoopWakeUp, WakeUp leaseWakeUp) {
        this.queue = queue;
        this.examples = examples;
        this.jobLoop = jobLoopWakeUp;
        this.leases = leaseWakeUp;
    }

    @Override
    public Class<OrchestrationEvent> family() {
        return OrchestrationEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<OrchestrationEvent> events) {
        return EventListener.each(events, this::apply);
    }

    /** A redo is claimed at once; a cancelled run that is running here loses its lease at once. */
    @Override
    public void committed(List<OrchestrationEvent> events) {
        jobLoop.call();
        leases.call();
    }

    private Mono<Void> apply(OrchestrationEvent event) {
        return switch (event) {
            case DocumentRedoRequested redo -> queue.enqueue(List.of(NewJob.of(redo)));
            case DocumentCancelRequested cancel ->
                queue.cancel(
                        List.of(new UnwantedRun(cancel.batchId(), cancel.documentId(), cancel.userId(), cancel.run())));
            case DocumentStateRequested request -> queue.answer(request);
            case DocumentDeleted deleted ->
                queue.delete(new UnwantedRun(
                                deleted.batchId(),
                                deleted.documentId(),
                                deleted.userId(),
                                Math.max(FIRST_RUN, deleted.run())))
                        .then(examples.deleteOf(deleted.documentId()));
            case BatchDeleted batch -> Mono.empty(); // each of its documents has an event of its own
            case BatchCompleted batch -> Mono.empty();
            case BatchCancelRequested draft -> Mono.empty();
        };
    }
}
