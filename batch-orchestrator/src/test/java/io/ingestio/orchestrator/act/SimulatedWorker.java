package io.ingestio.orchestrator.act;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** The worker's job table, as its SQL defines it: a run is queued once, and ends once. */
final class SimulatedWorker {

    private record Run(UUID documentId, int run) {}

    private record Job(SampleEvents events, Run run, DocumentStatus status) {
        Job at(DocumentStatus next) {
            return new Job(events, run, next);
        }
    }

    private final Random random;
    private final Map<Run, Job> jobs = new LinkedHashMap<>();
    private final List<ExtractionEvent> published = new ArrayList<>();

    SimulatedWorker(Random random) {
        this.random = random;
    }

    void receive(BatchEvent event) {
        switch (event) {
            case DocumentUploaded e -> queue(event, new Run(e.documentId(), e.run()));
            case DocumentRedoRequested e -> queue(event, new Run(e.documentId(), e.run()));
            case DocumentCancelRequested e -> cancel(event, new Run(e.documentId(), e.run()), e.requestedAt());
            case DocumentDeleted e -> cancel(event, new Run(e.documentId(), Math.max(1, e.run())), e.deletedAt());
            default -> {}
        }
    }

    private void queue(BatchEvent event, Run run) {
        jobs.putIfAbsent(run, new Job(new SampleEvents(event.batchId(), event.userId()), run, DocumentStatus.UPLOADED));
    }

    private void cancel(BatchEvent event, Run run, Instant at) {
        queue(event, run);
        Job job = jobs.get(run);
        if (!job.status().isFinal()) {
            jobs.put(run, job.at(DocumentStatus.CANCELLED));
            published.add(new ExtractionCancelled(event.batchId(), run.documentId(), event.userId(), run.run(), at));
        }
    }

    /** Starts a run, or ends one. */
    void work(Instant now) {
        List<Job> open =
                jobs.values().stream().filter(job -> !job.status().isFinal()).toList();
        if (open.isEmpty()) {
            return;
        }
        Job job = open.get(random.nextInt(open.size()));
        UUID document = job.run().documentId();
        int run = job.run().run();
        if (job.status() == DocumentStatus.UPLOADED) {
            jobs.put(job.run(), job.at(DocumentStatus.PROCESSING));
            published.add(job.events().started(document, run));
        } else if (random.nextInt(3) == 0) {
            jobs.put(job.run(), job.at(DocumentStatus.FAILED));
            published.add(job.events().failed(document, run, now));
        } else {
            jobs.put(job.run(), job.at(DocumentStatus.COMPLETED));
            published.add(job.events().completed(document, run, 2, now));
        }
    }

    boolean isBusy() {
        return jobs.values().stream().anyMatch(job -> !job.status().isFinal());
    }

    Optional<DocumentStatus> statusOf(UUID documentId, int run) {
        return Optional.ofNullable(jobs.get(new Run(documentId, run))).map(Job::status);
    }

    List<ExtractionEvent> drainPublished() {
        List<ExtractionEvent> drained = List.copyOf(published);
        published.clear();
        return drained;
    }
}
