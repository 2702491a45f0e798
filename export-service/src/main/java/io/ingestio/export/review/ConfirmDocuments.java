package io.ingestio.export.review;

import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExportEvent;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.export.data.AwaitData;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.review.Confirmed.Review;
import io.ingestio.export.review.Confirmed.Skipped;
import io.ingestio.http.Problem;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Confirms documents of one user, or withdraws that, with the events in one transaction. What is so already stays, without an event. */
@Component
class ConfirmDocuments {

    private static final String REDO_FAILED =
            "Its last extraction failed or was cancelled. Extract it again, then confirm it.";

    private final ConfirmationTable confirmations;
    private final ExtractedDataTable data;
    private final AwaitData awaitData;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final JsonMapper json;
    private final Clock clock;

    ConfirmDocuments(
            ConfirmationTable confirmations,
            ExtractedDataTable data,
            AwaitData awaitData,
            Outbox outbox,
            Tenancy tenancy,
            JsonMapper json,
            Clock clock) {
        this.confirmations = confirmations;
        this.data = data;
        this.awaitData = awaitData;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.json = json;
        this.clock = clock;
    }

    /** What a confirmation decides: what is stored, and what is answered. */
    private record Decision(List<ReviewState> changed, Confirmed answer) {}

    /**
     * Those that need attention are skipped unless they are included.
     *
     * @throws Problem 404 {@code not_found} if the user has data of none of the documents
     */
    Mono<Confirmed> confirm(Claim<Confirmed> claim, List<UUID> documentIds, boolean includeAttention) {
        String userId = claim.userId();
        Instant now = now();
        return arrived(userId, documentIds)
                .then(tenancy.asUser(
                        userId,
                        confirmations
                                .lock(userId, documentIds)
                                .collectMap(ReviewState::documentId)
                                .filter(found -> !found.isEmpty())
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("extracted data")))
                                .map(found -> decide(userId, documentIds, found, includeAttention, now))
                                .flatMap(decision -> store(userId, decision.changed(), now)
                                        .then(claim.complete(decision.answer())))));
    }

    /** Data of a document that is shown as completed may be arriving. */
    private Mono<Void> arrived(String userId, List<UUID> documentIds) {
        return tenancy.asUser(userId, data.count(userId, documentIds))
                .flatMap(known -> known < documentIds.size() ? awaitData.arrived(userId) : Mono.empty());
    }

    private static Decision decide(
            String userId,
            List<UUID> documentIds,
            Map<UUID, ReviewState> found,
            boolean includeAttention,
            Instant now) {
        List<ReviewState> changed = new ArrayList<>();
        List<Review> confirmed = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (UUID id : documentIds) {
            ReviewState state = found.get(id);
            if (state == null) {
                skipped.add(new Skipped(id, ErrorCode.NOT_FOUND.wireName(), "There are no extracted data."));
            } else if (state.redoFailed()) {
                skipped.add(new Skipped(id, ErrorCode.REDO_FAILED.wireName(), REDO_FAILED));
            } else if (state.isConfirmed()) {
                confirmed.add(Review.of(state));
            } else if (state.attention() && !includeAttention) {
                skipped.add(new Skipped(
                        id, ErrorCode.NEEDS_ATTENTION.wireName(), "It has warnings. Look at it and confirm it alone."));
            } else {
                ReviewState signed = state.confirmed(userId, now);
                changed.add(signed);
                confirmed.add(Review.of(signed));
            }
        }
        return new Decision(changed, new Confirmed(confirmed, skipped));
    }

    /**
     * @param expected the version that the person saw; null for the current one, whichever it is
     * @throws Problem 404 {@code not_found}; 412 {@code version_changed}; 409 {@code redo_failed}
     */
    Mono<Review> confirm(Claim<Review> claim, UUID documentId, @Nullable SeenVersion expected) {
        String userId = claim.userId();
        return change(claim, documentId, expected, state -> {
            if (state.redoFailed()) {
                throw Problem.of(HttpStatus.CONFLICT, ErrorCode.REDO_FAILED, REDO_FAILED);
            }
            return state.isConfirmed() ? state : state.confirmed(userId, now());
        });
    }

    /** @throws Problem 404 {@code not_found} */
    Mono<Review> withdraw(Claim<Review> claim, UUID documentId) {
        return change(claim, documentId, null, state -> state.isConfirmed() ? state.unconfirmed() : state);
    }

    private Mono<Review> change(
            Claim<Review> claim, UUID documentId, @Nullable SeenVersion expected, UnaryOperator<ReviewState> act) {
        String userId = claim.userId();
        return arrived(userId, List.of(documentId))
                .then(tenancy.asUser(
                        userId,
                        confirmations
                                .lock(userId, List.of(documentId))
                                .singleOrEmpty()
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("extracted data")))
                                .doOnNext(state -> SeenVersion.require(expected, state))
                                .flatMap(state -> {
                                    ReviewState after = act.apply(state);
                                    List<ReviewState> changed = after.equals(state) ? List.of() : List.of(after);
                                    return store(userId, changed, now()).then(claim.complete(Review.of(after)));
                                })));
    }

    private Mono<Void> store(String userId, List<ReviewState> changed, Instant now) {
        return changed.isEmpty()
                ? Mono.empty()
                : confirmations
                        .save(userId, changed)
                        .then(outbox.append(changed.stream()
                                .map(state -> event(userId, state, now))
                                .toList()));
    }

    private ExportEvent event(String userId, ReviewState state, Instant now) {
        String text = state.summary();
        DataSummary summary = text == null ? null : json.readValue(text, DataSummary.class);
        return state.isConfirmed()
                ? new DocumentConfirmed(
                        state.batchId(),
                        state.documentId(),
                        userId,
                        state.run(),
                        state.edit(),
                        state.number(),
                        summary,
                        now)
                : new DocumentUnconfirmed(
                        state.batchId(),
                        state.documentId(),
                        userId,
                        state.run(),
                        state.edit(),
                        state.number(),
                        summary,
                        now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
    }
}
