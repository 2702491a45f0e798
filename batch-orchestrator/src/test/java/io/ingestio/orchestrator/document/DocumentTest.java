package io.ingestio.orchestrator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentTest {

    private final SampleEvents events = SampleEvents.ofBatch();
    private final UUID id = UUID.randomUUID();

    @Test
    void knowsItsFileAndItsResult() {
        Document document =
                after(events.uploaded(id, 3, 2), events.started(id, 1), events.completed(id, 1, 2, SampleEvents.T0));

        assertThat(document.facts())
                .isEqualTo(new Document.Facts(
                        3,
                        "file-3.pdf",
                        "application/pdf",
                        9L,
                        2,
                        new Source("key-" + id, "global", "all of it", null, null, 16)));
        assertThat(document.progress().status()).isEqualTo(DocumentStatus.COMPLETED);
        assertThat(document.progress().result().documentType()).isEqualTo("invoice");
        assertThat(document.progress().finishedAt()).isEqualTo(SampleEvents.T0);
    }

    @Test
    void canBeginWithItsLastEvent() {
        Document document = after(events.failed(id, 1, SampleEvents.T0));

        assertThat(document.facts()).isEqualTo(Document.Facts.UNKNOWN);
        assertThat(document.progress().failure().code()).isEqualTo("model_output");
        assertThat(after(document, events.uploaded(id, 0)).progress().status()).isEqualTo(DocumentStatus.FAILED);
    }

    @Test
    void rejectedFileIsFailedWithItsReason() {
        Document document = after(events.rejected(id, 1));

        assertThat(document.progress().status()).isEqualTo(DocumentStatus.FAILED);
        assertThat(document.progress().failure().code()).isEqualTo("empty_file");
        assertThat(document.facts().pages()).isNull();
    }

    @Test
    void ignoresEventsOfOtherDocuments() {
        List<BatchEvent> both = List.of(events.uploaded(id, 0), events.started(UUID.randomUUID(), 1));

        assertThat(Document.afterAll(both, Map.of()))
                .filteredOn(document -> document.id().equals(id))
                .singleElement()
                .satisfies(document -> assertThat(document.progress().status()).isEqualTo(DocumentStatus.UPLOADED));
    }

    @Test
    void batchEventsNameNoDocument() {
        assertThat(Document.idsIn(List.of(events.created(1)))).isEmpty();
        assertThat(Document.afterAll(List.of(events.created(1)), Map.of())).isEmpty();
    }

    private Document after(BatchEvent... arrived) {
        return Document.afterAll(List.of(arrived), Map.of()).getFirst();
    }

    private Document after(Document known, BatchEvent event) {
        return Document.afterAll(List.of(event), Map.of(known.id(), known)).getFirst();
    }
}
