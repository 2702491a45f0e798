package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.job.StoredExportTable.StoredExport;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoredExportTest {

    private static final UUID ID = new UUID(1, 2);

    @Test
    void completedExportMayHaveFilesOfEarlierAttempts() {
        assertThat(new StoredExport(ID, ExportStatus.COMPLETED, "exports/u/id-3.csv", 3).files())
                .containsExactly("exports/u/id-1.csv", "exports/u/id-2.csv", "exports/u/id-3.csv");
    }

    @Test
    void failedExportMayHaveAFileOfEachAttempt() {
        assertThat(new StoredExport(ID, ExportStatus.FAILED, "exports/u/id.csv", 3).files())
                .containsExactly("exports/u/id-1.csv", "exports/u/id-2.csv", "exports/u/id-3.csv");
    }

    @Test
    void neverClaimedExportHasNoFile() {
        assertThat(new StoredExport(ID, ExportStatus.FAILED, "exports/u/id.csv", 0).files())
                .isEmpty();
    }
}
