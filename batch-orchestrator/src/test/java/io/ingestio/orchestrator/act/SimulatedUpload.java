package io.ingestio.orchestrator.act;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The upload's drafts, as its SQL defines them: a draft is submitted, or discarded, once. */
final class SimulatedUpload {

    private final Random random;
    private final SampleEvents batch = SampleEvents.ofBatch();
    private final List<BatchEvent> published = new ArrayList<>();
    private final List<BatchEvent> toWorker = new ArrayList<>();
    private final int files;
    private boolean isOpen;
    private boolean hasSubmitted;

    /** Submits at once, or opens a draft. */
    SimulatedUpload(Random random) {
        this.random = random;
        this.files = 1 + random.nextInt(4);
        if (random.nextBoolean()) {
            published.add(batch.drafted(files));
            isOpen = true;
        } else {
            submit();
        }
    }

    void receive(BatchEvent event) {
        switch (event) {
            case BatchCancelRequested e -> discard("cancelled");
            case BatchDeleted e -> isOpen = false;
            default -> {}
        }
    }

    /** Its user submits the draft, or does nothing for so long that it expires. */
    void work() {
        if (!isOpen) {
            return;
        }
        if (random.nextInt(4) == 0) {
            discard("expired");
        } else {
            submit();
        }
    }

    private void submit() {
        isOpen = false;
        hasSubmitted = true;
        published.add(batch.created(files));
        for (int position = 0; position < files; position++) {
            UUID id = UUID.randomUUID();
            BatchEvent file = random.nextInt(6) == 0 ? batch.rejected(id, position) : batch.uploaded(id, position, 2);
            published.add(file);
            toWorker.add(file);
        }
    }

    private void discard(String reason) {
        if (isOpen) {
            isOpen = false;
            published.add(batch.discarded(reason));
        }
    }

    boolean isBusy() {
        return isOpen;
    }

    boolean hasSubmitted() {
        return hasSubmitted;
    }

    List<BatchEvent> drainPublished() {
        return drain(published);
    }

    List<BatchEvent> drainToWorker() {
        return drain(toWorker);
    }

    private static List<BatchEvent> drain(List<BatchEvent> events) {
        List<BatchEvent> drained = List.copyOf(events);
        events.clear();
        return drained;
    }
}
