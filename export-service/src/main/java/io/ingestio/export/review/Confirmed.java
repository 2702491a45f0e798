package io.ingestio.export.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that confirms many documents: each of them is in one of the lists.
 *
 * @param confirmed those that are confirmed now, in the order of the request
 * @param skipped   the others
 */
record Confirmed(List<Review> confirmed, List<Skipped> skipped) {

    /** @param confirmedAt null unless it is confirmed */
    record Review(
            UUID documentId,
            int version,
            int edit,
            boolean confirmed,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy) {

        static Review of(ReviewState state) {
            return new Review(
                    state.documentId(),
                    state.run(),
                    state.edit(),
                    state.isConfirmed(),
                    state.confirmedAt(),
                    state.confirmedBy());
        }
    }

    /** @param detail a sentence the user can act on */
    record Skipped(UUID documentId, String code, String detail) {}
}
