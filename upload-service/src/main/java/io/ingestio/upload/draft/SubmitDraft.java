package io.ingestio.upload.draft;

import static io.ingestio.upload.batch.SubmissionRules.invalid;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.upload.admission.UsageClient;
import io.ingestio.upload.batch.NewBatch;
import io.ingestio.upload.batch.StoreBatch;
import io.ingestio.upload.batch.SubmissionAnswer;
import io.ingestio.upload.store.StoreFile;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Submits what arrived of a draft: from here on it is a batch as if it had come in one request, with the ids that its documents had. A
 * draft is submitted once; a repetition gets the first answer.
 */
@Component
class SubmitDraft {

    private final DraftTable drafts;
    private final DraftFileTable files;
    private final UsageClient usage;
    private final StoreBatch storeBatch;
    private final StoreFile storeFile;
    private final SubmissionAnswer answers;
    private final Tenancy tenancy;
    private final DraftSettings settings;
    private final Clock clock;

    SubmitDraft(
            DraftTable drafts,
            DraftFileTable files,
            UsageClient usage,
            StoreBatch storeBatch,
            StoreFile storeFile,
            SubmissionAnswer answers,
            Tenancy tenancy,
            DraftSettings settings,
            Clock clock) {
        this.drafts = drafts;
        this.files = files;
        this.usage = usage;
        this.storeBatch = storeBatch;
        this.storeFile = storeFile;
        this.answers = answers;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param withoutMissing leaves out files that did not arrive; otherwise they are an error */
    record Request(UUID draftId, boolean withoutMissing, String requestId) {}

    /**
     * @throws Problem 409 {@code files_missing}, 422 {@code no_files}, and what refuses a submission
     */
    Mono<Answer> submit(Claim<Answer> claim, Request request) {
        String userId = claim.userId();
        return tenancy.asUser(
                        userId,
                        drafts.find(userId, request.draftId())
                                .flatMap(draft -> draft.isSubmitted()
                                        ? Mono.just(List.<DraftFile>of())
                                        : arrived(userId, request)))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("draft")))
                .flatMap(arrived -> arrived.isEmpty()
                        ? tenancy.asUser(userId, repeat(claim, request))
                        : usage.requireAllowed(userId, arrived.size())
                                .flatMap(admission ->
                                        tenancy.asUser(userId, commit(claim, request, arrived, admission))));
    }

    private Mono<List<DraftFile>> arrived(String userId, Request request) {
        return files.ofDraft(userId, request.draftId()).collectList().map(all -> {
            List<DraftFile> arrived = all.stream().filter(DraftFile::isWhole).toList();
            if (arrived.size() < all.size() && !request.withoutMissing()) {
                throw missing(all);
            }
            if (arrived.isEmpty()) {
                throw invalid(ErrorCode.NO_FILES, "A batch needs at least one file.");
            }
            return arrived;
        });
    }

    private static Problem missing(List<DraftFile> all) {
        List<UUID> missing = all.stream()
                .filter(file -> !file.isWhole())
                .map(DraftFile::documentId)
                .toList();
        return Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.FILES_MISSING,
                        "Files that have not arrived whole: " + missing.size()
                                + ". Send them, remove them, or submit without them.")
                .with("missing", missing);
    }

    private Mono<Answer> repeat(Claim<Answer> claim, Request request) {
        return drafts.find(claim.userId(), request.draftId())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("draft")))
                .flatMap(draft -> claim.complete(stored(draft)));
    }

    private Mono<Answer> commit(Claim<Answer> claim, Request request, List<DraftFile> admitted, Admission admission) {
        String userId = claim.userId();
        return drafts.lock(userId, request.draftId())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("draft")))
                .flatMap(draft -> draft.isSubmitted()
                        ? claim.complete(stored(draft))
                        : arrived(userId, request)
                                .flatMap(arrived -> arrived.size() == admitted.size()
                                        ? store(batch(draft, arrived, admission), request)
                                        : Mono.error(changed()))
                                .flatMap(claim::complete));
    }

    private Mono<Answer> store(NewBatch batch, Request request) {
        return storeBatch.store(batch).flatMap(stored -> {
            Answer answer = answers.of(stored, HttpStatus.ACCEPTED, request.requestId());
            return files.partsOfDraft(batch.id())
                    .collectList()
                    .flatMap(parts -> storeFile.drop(batch.userId(), parts))
                    .then(files.deleteOfDraft(batch.id()))
                    .then(drafts.answer(batch.id(), answer.status(), answer.body(), settings.age()))
                    .thenReturn(answer);
        });
    }

    private NewBatch batch(Draft draft, List<DraftFile> arrived, Admission admission) {
        return NewBatch.of(
                draft.id(),
                draft.userId(),
                draft.submission(arrived),
                admission,
                IntStream.range(0, arrived.size())
                        .mapToObj(position -> arrived.get(position).inspected(position))
                        .toList(),
                clock.instant());
    }

    private static Answer stored(Draft draft) {
        int status = Objects.requireNonNull(draft.answerStatus());
        String location = status < 400 ? "/api/v1/batches/" + draft.id() : null;
        return new Answer(status, location, Objects.requireNonNull(draft.answerBody()));
    }

    private static Problem changed() {
        return Problem.retryable(
                HttpStatus.CONFLICT, ErrorCode.UPLOAD_LOCKED, "Files of this draft are changing. Try again.");
    }
}
