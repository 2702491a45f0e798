package io.ingestio.export.edit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.export.correction.CorrectionRow;
import io.ingestio.export.review.SeenVersion;
import io.ingestio.export.tree.EditedData;
import io.ingestio.export.tree.JsonText;
import io.ingestio.export.tree.Mark;
import io.ingestio.export.tree.PatchRefused;
import io.ingestio.export.tree.TreeThreads;
import io.ingestio.export.version.DocumentVersion;
import io.ingestio.export.version.FindVersion;
import io.ingestio.export.version.Version;
import io.ingestio.http.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes a new version of a document's data: an edit of the current one, or an earlier one restored. Data are handled off the event loop. */
@Component
class EditData {

    private static final TypeReference<Map<String, Mark>> MARKS = new TypeReference<>() {};

    private final FindVersion findVersion;
    private final StoreEdit storeEdit;
    private final ExplainConflict explainConflict;
    private final TreeThreads threads;
    private final Tenancy tenancy;
    private final JsonMapper json;
    private final Clock clock;

    EditData(
            FindVersion findVersion,
            StoreEdit storeEdit,
            ExplainConflict explainConflict,
            TreeThreads threads,
            Tenancy tenancy,
            JsonMapper json,
            Clock clock) {
        this.findVersion = findVersion;
        this.storeEdit = storeEdit;
        this.explainConflict = explainConflict;
        this.threads = threads;
        this.tenancy = tenancy;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Applies a JSON Patch to the version that the person saw.
     *
     * @return the new version; the current one where the patch changes nothing
     * @throws Problem 412 {@code version_changed} with what another one changed, if it is not the current one any more; 422 or 409 with the
     *     operation that cannot be applied
     */
    Mono<DocumentVersion> patch(String userId, UUID documentId, SeenVersion seen, String patch) {
        return threads.inTurn(userId, patchCurrent(userId, documentId, seen, patch))
                .onErrorResume(EditData::isConflict, conflict -> explainConflict.explain(userId, documentId, seen))
                .flatMap(made -> findVersion.find(userId, documentId, made.run(), made.edit()));
    }

    private Mono<Version> patchCurrent(String userId, UUID documentId, SeenVersion seen, String patch) {
        return findVersion.current(userId, documentId).flatMap(current -> {
            if (!seen.is(current.version())) {
                return Mono.error(SeenVersion.changed(current.run(), current.edit()));
            }
            Instant at = now();
            return threads.run(() -> patched(current, patch, new Mark(userId, at)))
                    .onErrorMap(PatchRefused.class, EditData::refusal)
                    .flatMap(edit -> edit.map(made -> tenancy.asUser(
                                    userId, storeEdit.store(userId, documentId, current.version(), made, at)))
                            .orElseGet(() -> Mono.just(current.version())));
        });
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof Problem problem && problem.code() == ErrorCode.VERSION_CHANGED;
    }

    /** Empty where nothing is changed. */
    private Optional<Edit> patched(DocumentVersion current, String patch, Mark mark) {
        EditedData edited = EditedData.patched(current.data(), marks(current.verified()), patch, mark);
        return edited.changesNothing()
                ? Optional.empty()
                : Optional.of(new Edit(
                        current.version(),
                        edited.json(),
                        json.writeValueAsString(edited.marks()),
                        Summaries.of(edited.root()),
                        CorrectionRow.of(edited.corrections())));
    }

    private Map<String, Mark> marks(@Nullable String verified) {
        return verified == null ? Map.of() : json.readValue(verified, MARKS);
    }

    private static Problem refusal(PatchRefused refused) {
        HttpStatus status =
                refused.code() == ErrorCode.PATCH_TEST_FAILED ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
        Problem problem = Problem.of(status, refused.code(), refused.sentence()).with("pointer", refused.pointer());
        return refused.operation() < 0 ? problem : problem.with("operation", refused.operation());
    }

    /**
     * Makes an earlier version the current one, as a new edit of the newest run. The current one stays what it is.
     *
     * @param seen null for the current one, whichever it is
     * @throws Problem 404 {@code not_found}; 412 {@code version_changed}
     */
    Mono<Version> restore(Claim<Version> claim, UUID documentId, Version earlier, @Nullable SeenVersion seen) {
        String userId = claim.userId();
        return threads.inTurn(
                userId,
                findVersion
                        .find(userId, documentId, earlier.run(), earlier.edit())
                        .flatMap(found -> restoreFound(claim, found, seen)));
    }

    private Mono<Version> restoreFound(Claim<Version> claim, DocumentVersion found, @Nullable SeenVersion seen) {
        String userId = claim.userId();
        Version current = new Version(found.newestRun(), found.newestEdit());
        if (seen != null && !seen.is(current)) {
            return Mono.error(SeenVersion.changed(current.run(), current.edit()));
        }
        return found.isCurrent()
                ? tenancy.asUser(userId, claim.complete(current))
                : threads.run(() -> restored(found))
                        .flatMap(edit -> tenancy.asUser(
                                userId,
                                storeEdit
                                        .store(userId, found.documentId(), current, edit, now())
                                        .flatMap(claim::complete)));
    }

    private Edit restored(DocumentVersion found) {
        String verified = found.verified();
        return new Edit(
                found.version(),
                found.data(),
                verified == null ? "{}" : verified,
                Summaries.of(JsonText.read(found.data())),
                List.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
    }
}
