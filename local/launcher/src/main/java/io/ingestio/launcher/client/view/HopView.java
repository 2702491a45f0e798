package io.ingestio.launcher.client.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One hop of {@code GET /documents/{id}/timeline}. */
public record HopView(
        Instant at,
        String service,
        int run,
        String hop,
        @Nullable Integer attempt,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Instant nextAttemptAt) {

    /** A page of hops. */
    public record Page(List<HopView> items, @Nullable String nextCursor) {}
}
