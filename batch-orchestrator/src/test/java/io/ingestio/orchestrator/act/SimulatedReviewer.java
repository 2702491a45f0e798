package io.ingestio.orchestrator.act;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The export service's versions and confirmations, as its SQL defines them: the current version has the greatest run and edit. */
final class SimulatedReviewer {

    /** @param confirmed whether the current version is */
    private record State(SampleEvents events, UUID documentId, int run, int edit, int number, boolean confirmed) {}

    private final Random random;
    private final Map<UUID, State> states = new HashMap<>();
    private final List<BatchEvent> published = new ArrayList<>();

    SimulatedReviewer(Random random) {
        this.random = random;
    }

    /** A result arrives; one of a later run is the current version, and it is not confirmed. */
    void receive(ExtractionEvent event) {
        if (event instanceof ExtractionCompleted completed) {
            State known = states.get(completed.documentId());
            if (known == null || known.run() < completed.run()) {
                var events = new SampleEvents(completed.batchId(), completed.userId());
                int number = known == null ? 0 : known.number();
                states.put(
                        completed.documentId(),
                        new State(events, completed.documentId(), completed.run(), 0, number, false));
            }
        }
    }

    /** A person edits or confirms a document, or withdraws that. */
    void act() {
        List<State> all = List.copyOf(states.values());
        if (!all.isEmpty()) {
            act(all.get(random.nextInt(all.size())));
        }
    }

    private void act(State before) {
        boolean edits = random.nextInt(3) == 0;
        State after = new State(
                before.events(),
                before.documentId(),
                before.run(),
                before.edit() + (edits ? 1 : 0),
                before.number() + 1,
                !edits && !before.confirmed());
        states.put(after.documentId(), after);
        published.add(edits ? edited(after) : after.confirmed() ? confirmed(after) : unconfirmed(after));
    }

    private static BatchEvent edited(State of) {
        return new DocumentEdited(
                of.events().batchId(),
                of.documentId(),
                of.events().userId(),
                of.run(),
                of.edit(),
                of.number(),
                summary(of),
                SampleEvents.T0);
    }

    private static BatchEvent confirmed(State of) {
        return new DocumentConfirmed(
                of.events().batchId(),
                of.documentId(),
                of.events().userId(),
                of.run(),
                of.edit(),
                of.number(),
                of.edit() == 0 ? null : summary(of),
                SampleEvents.T0);
    }

    private static BatchEvent unconfirmed(State of) {
        return new DocumentUnconfirmed(
                of.events().batchId(),
                of.documentId(),
                of.events().userId(),
                of.run(),
                of.edit(),
                of.number(),
                of.edit() == 0 ? null : summary(of),
                SampleEvents.T0);
    }

    private static DataSummary summary(State of) {
        return new DataSummary(Map.of("edit", String.valueOf(of.edit())), Map.of());
    }

    /** Whether this run is the current one, and confirmed. */
    boolean hasConfirmed(UUID documentId, int run) {
        State state = states.get(documentId);
        return state != null && state.confirmed() && state.run() == run;
    }

    List<BatchEvent> drainPublished() {
        List<BatchEvent> drained = List.copyOf(published);
        published.clear();
        return drained;
    }
}
