package io.ingestio.export.job;

import io.ingestio.export.selection.WantedExport;
import java.util.UUID;

/**
 * An export claimed by a builder.
 *
 * @param objectKey  of the export: the files of its attempts are named after it
 * @param attempt    1 for the first
 * @param leaseEpoch of the lease: an outcome counts only while this is still the export's
 */
record ExportJob(UUID id, String userId, WantedExport wanted, String objectKey, int attempt, int leaseEpoch) {

    /** Where this builder stores its file. No two leases share a key, so a stale builder cannot overwrite a newer file. */
    String fileKey() {
        return fileKey(leaseEpoch);
    }

    /** Where the builder of another lease of this export stores its file. */
    String fileKey(int epoch) {
        return fileKey(objectKey, epoch);
    }

    /** The key that a file of this epoch is named after. */
    static String baseKey(String fileKey, int epoch) {
        int dot = fileKey.lastIndexOf('.');
        String name = fileKey.substring(0, dot);
        String suffix = "-" + epoch;
        return (name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name)
                + fileKey.substring(dot);
    }

    static String fileKey(String objectKey, int epoch) {
        int dot = objectKey.lastIndexOf('.');
        return objectKey.substring(0, dot) + "-" + epoch + objectKey.substring(dot);
    }
}
