package io.ingestio.export.job;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export claimed by a builder.
 *
 * @param documentIds which documents, or null for all of the batch
 * @param arrayField  whose items become rows; null for {@link ExportType#NORMAL}
 * @param objectKey   of the export: the files of its attempts are named after it
 * @param attempt     1 for the first
 * @param leaseEpoch  of the lease: an outcome counts only while this is still the export's
 */
record ExportJob(
        UUID id,
        String userId,
        @Nullable UUID batchId,
        @Nullable List<UUID> documentIds,
        ExportFormat format,
        ExportType type,
        @Nullable String arrayField,
        String objectKey,
        int attempt,
        int leaseEpoch) {

    /** Where this builder stores its file. No two leases share a key, so a stale builder cannot overwrite a newer file. */
    String fileKey() {
        return fileKey(leaseEpoch);
    }

    /** Where the builder of another lease of this export stores its file. */
    String fileKey(int epoch) {
        return fileKey(objectKey, epoch);
    }

    static String fileKey(String objectKey, int epoch) {
        int dot = objectKey.lastIndexOf('.');
        return objectKey.substring(0, dot) + "-" + epoch + objectKey.substring(dot);
    }
}
