package io.ingestio.launcher.client.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /exports/{id}}, as far as this client reads it. */
public record ExportView(
        UUID id,
        @Nullable String status,
        @Nullable Integer rows,
        @Nullable String errorDetail) {
    public boolean isCompleted() {
        return "completed".equals(status);
    }

    public boolean isFailed() {
        return "failed".equals(status);
    }
}
