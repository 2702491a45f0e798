package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Documents whose upload arrives after an act on their batch are cancelled or deleted, too. */
class LateDocumentsTest {

    private final SampleEvents events = SampleEvents.ofBatch();
    private final InMemoryState state = new InMemoryState();
    private final UUID late = UUID.randomUUID();

    @Test
    void lateDocumentOfCancelledBatchIsCancelled() {
        state.apply(List.of(events.created(1)));
        state.store(changed(batch().cancelled()));

        state.apply(List.of(events.uploaded(late, 0)));

        assertThat(published(DocumentCancelRequested.class)).singleElement().satisfies(request -> {
            assertThat(request.documentId()).isEqualTo(late);
            assertThat(request.run()).isEqualTo(1);
        });
    }

    @Test
    void lateDocumentOfDeletedBatchIsDeletedOnce() {
        state.apply(List.of(events.created(1)));
        state.store(changed(
                batch().deleted(SampleEvents.T0), new BatchDeleted(events.batchId(), "alice", SampleEvents.T0)));

        state.apply(List.of(events.uploaded(late, 0)));
        state.apply(List.of(events.uploaded(late, 0), events.started(late, 1)));

        assertThat(published(DocumentDeleted.class))
                .singleElement()
                .satisfies(deletion -> assertThat(deletion.documentId()).isEqualTo(late));
        assertThat(state.documents()).singleElement().satisfies(document -> {
            assertThat(document.isDeleted()).isTrue();
            assertThat(document.facts().filename()).isNull();
        });
    }

    @Test
    void lateDocumentOfCancelledDraftIsCancelled() {
        state.apply(List.of(events.drafted(1)));
        state.store(changed(batch().cancelled()));

        state.apply(List.of(events.uploaded(late, 0))); // of the submission, whose announcement arrives after the act
        assertThat(published(DocumentCancelRequested.class)).isEmpty();
        state.apply(List.of(events.created(1)));
        state.apply(List.of(events.started(late, 1)));

        assertThat(published(DocumentCancelRequested.class)).singleElement().satisfies(request -> {
            assertThat(request.documentId()).isEqualTo(late);
            assertThat(request.run()).isEqualTo(1);
        });
        assertThat(batch().cancelRequested()).isTrue();
    }

    private Batch batch() {
        return state.batch(events.batchId());
    }

    private Change changed(Batch batch, OrchestrationEvent... published) {
        return Change.ofAct(Map.of(batch.id(), batch), List.of(), List.of(published), SampleEvents.T0);
    }

    private <E> List<E> published(Class<E> type) {
        return state.published().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
