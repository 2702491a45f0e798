package io.ingestio.launcher.client;

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
        int totalPages) {
    /** A page of batches. */
    record Page(List<BatchView> items) {}

    private static final Set<String> FINAL = Set.of("completed", "partially_completed", "failed", "cancelled");

    public boolean isFinished() {
        return FINAL.contains(status);
    }

    /** Documents that have ended, in whatever way. */
    public int ended() {
        return completedCount + failedCount + cancelledCount;
    }
}
