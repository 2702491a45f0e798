package io.ingestio.launcher.client.view;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /batches/{id}}, as far as this client reads it. */
public record BatchView(
        UUID id,
        @Nullable String name,
        String status,
        boolean cancelRequested,
        int documentCount,
        int completedCount,
        int failedCount,
        int cancelledCount,
        int totalPages,
        Instant createdAt,
        @Nullable Tabs tabs) {

    /**
     * A page of batches.
     *
     * @param total of the whole list
     * @param totalCapped whether there are more than {@code total}
     */
    public record Page(List<BatchView> items, long total, boolean totalCapped) {}

    /** What changed in a batch: an event of {@code GET /batches/{id}/events}. */
    public record Changes(List<BatchView> batches, List<DocumentView> documents) {}

    /** How many of its documents each tab has; only in the answer about one batch. */
    public record Tabs(int all, int toReview, int confirmed, int error) {}

    private static final Set<String> FINAL = Set.of("completed", "partially_completed", "failed", "cancelled");

    /** Whether its files are still being sent, so that it has no documents yet. */
    public boolean isDraft() {
        return status.equals("pending_upload");
    }

    public boolean isFinished() {
        return FINAL.contains(status);
    }

    /** Documents that have ended, in whatever way. */
    public int ended() {
        return completedCount + failedCount + cancelledCount;
    }
}
