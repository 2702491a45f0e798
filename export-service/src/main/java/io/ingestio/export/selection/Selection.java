package io.ingestio.export.selection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are wanted.
 *
 * @param documentIds   in the order of the file; null where batches are given
 * @param batchIds      all documents of these, in the order of the batches and of their submissions; null where documents are named
 * @param confirmedOnly those alone whose current version a person has confirmed
 */
public record Selection(
        @Nullable List<UUID> documentIds, @Nullable List<UUID> batchIds, boolean confirmedOnly) {

    public Selection {
        if ((documentIds == null) == (batchIds == null)) {
            throw new IllegalArgumentException("either documents or batches");
        }
        documentIds = documentIds == null ? null : List.copyOf(documentIds);
        batchIds = batchIds == null ? null : List.copyOf(batchIds);
    }

    public static Selection ofBatch(UUID batchId) {
        return new Selection(null, List.of(batchId), false);
    }

    /** The batch, where there is one alone. */
    public @Nullable UUID onlyBatch() {
        return batchIds != null && batchIds.size() == 1 ? batchIds.getFirst() : null;
    }
}
