package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final UUID BATCH = new UUID(1, 1);
    private static final UUID BOLTS = new UUID(1, 2);
    private static final UUID NUTS = new UUID(1, 3);
    private static final List<Manifest.Included> INCLUDED = List.of(new Manifest.Included(BOLTS, "bolts.pdf", 2, 3));

    @Test
    void namesMissingDocuments() {
        Manifest manifest = Manifest.of(job(null, List.of(BOLTS, NUTS)), null, List.of("file"), INCLUDED);

        assertThat(manifest.missing()).containsExactly(NUTS);
        assertThat(manifest.note()).contains("missing documents");
        assertThat(manifest.documents()).isEqualTo(1);
        assertThat(manifest.rows()).isEqualTo(3);
    }

    @Test
    void hasNoNoteWhenAllDocumentsAreIncluded() {
        assertThat(Manifest.of(job(null, List.of(BOLTS)), null, List.of(), INCLUDED)
                        .note())
                .isNull();
        assertThat(Manifest.of(job(BATCH, null), end(1), List.of(), INCLUDED).note())
                .isNull();
    }

    @Test
    void countsDocumentsOfTheBatchLeftOut() {
        Manifest manifest = Manifest.of(job(BATCH, null), end(4), List.of(), INCLUDED);

        assertThat(manifest.batchDocuments()).isEqualTo(4);
        assertThat(manifest.note()).startsWith("3 of the 4 documents");
    }

    @Test
    void saysThatTheBatchHadNotEnded() {
        Manifest manifest = Manifest.of(job(BATCH, null), null, List.of(), INCLUDED);

        assertThat(manifest.batchDocuments()).isNull();
        assertThat(manifest.note()).contains("had not ended");
    }

    private static BatchEnd end(int documents) {
        return new BatchEnd(BATCH, "u", 1, documents, 1);
    }

    private static ExportJob job(@Nullable UUID batch, @Nullable List<UUID> documents) {
        return new ExportJob(
                BATCH, "u", batch, documents, ExportFormat.CSV, ExportType.NORMAL, null, "exports/u/id.csv", 1, 1);
    }
}
