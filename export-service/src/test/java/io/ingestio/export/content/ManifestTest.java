package io.ingestio.export.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.content.Manifest.Included;
import io.ingestio.export.content.Manifest.Written;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.format.CellChanges;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.SkippedDocument;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final UUID BATCH = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 1);
    private static final UUID BOLTS = new UUID(1, 2);
    private static final UUID NUTS = new UUID(1, 3);
    private static final Selection NAMED = new Selection(List.of(BOLTS, NUTS), null, false);
    private static final SkippedDocument SKIPPED = new SkippedDocument(NUTS, "nuts.pdf", "unreadable_pdf");

    @Test
    void namesMissingDocumentsWithTheReason() {
        Manifest manifest = Manifest.of(NAMED, List.of(), written(), List.of(SKIPPED));

        assertThat(manifest.missing()).containsExactly(NUTS);
        assertThat(manifest.skipped()).containsExactly(SKIPPED);
        assertThat(manifest.note()).contains("missing documents");
        assertThat(manifest.documents() + manifest.skippedDocuments()).isEqualTo(2);
        assertThat(manifest.rows()).isEqualTo(3);
    }

    @Test
    void hasNoNoteWhenAllDocumentsAreIncluded() {
        assertThat(Manifest.of(NAMED, List.of(), written(), List.of()).note()).isNull();
        assertThat(Manifest.of(Selection.ofBatch(BATCH), List.of(end(BATCH, 1)), written(), List.of())
                        .note())
                .isNull();
    }

    @Test
    void countsDocumentsOfTheBatchesLeftOut() {
        Selection both = new Selection(null, List.of(BATCH, OTHER), false);

        Manifest manifest = Manifest.of(both, List.of(end(BATCH, 3), end(OTHER, 1)), written(), List.of());

        assertThat(manifest.batchDocuments()).isEqualTo(4);
        assertThat(manifest.note()).startsWith("3 of the 4 documents");
    }

    @Test
    void saysThatABatchHadNotEnded() {
        Selection both = new Selection(null, List.of(BATCH, OTHER), false);

        Manifest manifest = Manifest.of(both, List.of(end(BATCH, 1)), written(), List.of());

        assertThat(manifest.batchDocuments()).isNull();
        assertThat(manifest.note()).contains("had not ended");
    }

    private static Written written() {
        return new Written(
                List.of(new Included(BOLTS, "bolts.pdf", 2, 0, 3)), List.of("file"), null, null, new CellChanges());
    }

    private static BatchEnd end(UUID batch, int documents) {
        return new BatchEnd(batch, "u", 1, documents, 1);
    }
}
