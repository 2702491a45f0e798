package io.ingestio.orchestrator.act;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.batch.Batch;
import io.ingestio.orchestrator.batch.InMemoryState;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.Redo;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Users, the upload, the orchestrator, a worker and a reviewer, and a network that delivers events in any order, some of them twice. */
final class SimulatedWorld {

    private static final int STEPS = 80;

    private final Random random;
    private final InMemoryState state = new InMemoryState();
    private final SimulatedUpload upload;
    private final SimulatedWorker worker;
    private final SimulatedReviewer reviewer;
    private final List<BatchEvent> toOrchestrator = new ArrayList<>();
    private final List<BatchEvent> toUpload = new ArrayList<>();
    private final List<BatchEvent> toWorker = new ArrayList<>();
    private int seenByOthers;
    private int seconds;

    SimulatedWorld(Random random) {
        this.random = random;
        this.upload = new SimulatedUpload(random);
        this.worker = new SimulatedWorker(random);
        this.reviewer = new SimulatedReviewer(random);
        publish();
    }

    /** Whether the upload has published a submission. */
    boolean hasSubmitted() {
        return upload.hasSubmitted();
    }

    InMemoryState state() {
        return state;
    }

    /** How the latest run of a document ended at the worker; failed for a rejected file, which never came there. */
    DocumentStatus endOf(Document document) {
        return worker.statusOf(document.id(), document.progress().run()).orElse(DocumentStatus.FAILED);
    }

    /** Whether a person has confirmed the document's latest run. */
    boolean isConfirmed(Document document) {
        return reviewer.hasConfirmed(document.id(), document.progress().run());
    }

    /** Acts and deliveries in a random order; afterwards no act, and everything that is on its way arrives and ends. */
    void run() {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 0 -> act();
                case 8 -> review();
                case 1, 2, 3 -> deliver(toOrchestrator, this::orchestrate);
                case 4 -> deliver(toUpload, upload::receive);
                case 5 -> deliver(toWorker, worker::receive);
                default -> work();
            }
        }
        while (!toOrchestrator.isEmpty()
                || !toUpload.isEmpty()
                || !toWorker.isEmpty()
                || upload.isBusy()
                || worker.isBusy()) {
            deliver(toOrchestrator, this::orchestrate);
            deliver(toUpload, upload::receive);
            deliver(toWorker, worker::receive);
            work();
        }
    }

    private void deliver(List<BatchEvent> topic, java.util.function.Consumer<BatchEvent> consumer) {
        if (topic.isEmpty()) {
            return;
        }
        int next = random.nextInt(topic.size());
        boolean again = random.nextInt(4) == 0;
        consumer.accept(again ? topic.get(next) : topic.remove(next));
        publish();
    }

    private void orchestrate(BatchEvent event) {
        state.apply(List.of(event));
    }

    private void review() {
        reviewer.act();
        publish();
    }

    private void work() {
        worker.work(now());
        if (random.nextInt(4) == 0) {
            upload.work();
        }
        publish();
    }

    /** What was published since the last call is on its way. */
    private void publish() {
        List<OrchestrationEvent> published = state.published();
        List<OrchestrationEvent> fresh = published.subList(seenByOthers, published.size());
        toUpload.addAll(fresh);
        toWorker.addAll(fresh);
        seenByOthers = published.size();
        toOrchestrator.addAll(upload.drainPublished());
        toWorker.addAll(upload.drainToWorker());
        List<ExtractionEvent> results = worker.drainPublished();
        results.forEach(reviewer::receive);
        toOrchestrator.addAll(results);
        toOrchestrator.addAll(reviewer.drainPublished());
    }

    private void act() {
        List<Batch> visible =
                state.batches().values().stream().filter(Batch::isVisible).toList();
        if (visible.isEmpty()) {
            return;
        }
        Batch batch = visible.get(random.nextInt(visible.size()));
        List<Document> documents = state.documents();
        List<UUID> some = documents.stream()
                .filter(document -> random.nextBoolean())
                .map(Document::id)
                .toList();
        switch (random.nextInt(12)) {
            case 0, 1 -> state.store(ActOnBatch.cancellation(batch, documents, now()));
            case 2 -> state.store(ActOnBatch.deletion(batch, documents, now()));
            case 3, 4, 5 ->
                state.store(new DocumentActs(Map.of(batch.id(), batch), byId(documents), now())
                        .delete(some)
                        .change());
            default ->
                state.store(new DocumentActs(Map.of(batch.id(), batch), byId(documents), now())
                        .redo(some, new Redo(null, null))
                        .change());
        }
        publish();
    }

    private static Map<UUID, Document> byId(List<Document> documents) {
        return documents.stream().collect(Collectors.toMap(Document::id, Function.identity()));
    }

    private Instant now() {
        return SampleEvents.T0.plusSeconds(++seconds);
    }
}
