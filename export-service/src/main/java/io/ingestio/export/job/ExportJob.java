package io.ingestio.export.job;

import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.data.ExtractedDocument;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * An export that somebody is building.
 *
 * @param documents  which ones, or null for all of the batch
 * @param arrayField whose items become rows; null for {@link ExportType#NORMAL}
 * @param attempt    1 for the first
 * @param epoch      of the lease: what a builder writes counts only while this is still the export's
 */
record ExportJob(
        UUID id,
        String userId,
        @Nullable UUID batchId,
        @Nullable List<UUID> documents,
        ExportFormat format,
        ExportType type,
        @Nullable String arrayField,
        String objectKey,
        int attempt,
        int epoch) {

    /** The newest versions of its documents, as far as they are there. */
    Flux<ExtractedDocument> read(ExtractedDataTable data) {
        if (documents != null) {
            return data.newest(userId, documents);
        }
        return batchId == null ? Flux.empty() : data.newestOfBatch(userId, batchId);
    }
}
