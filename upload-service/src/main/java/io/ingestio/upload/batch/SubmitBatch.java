package io.ingestio.upload.batch;

import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.file.ReceivedFile;
import io.ingestio.upload.file.StoreFile;
import io.ingestio.upload.file.UploadSettings;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Submits a batch: admission at usage, each file inspected by its bytes and stored, then batch, documents and events in one
 * transaction. A file that fails is reported and the others go on. Nothing is visible of a batch whose transaction failed.
 */
@Component
class SubmitBatch {

    private final UsageClient usage;
    private final InspectFile inspectFile;
    private final StoreFile storeFile;
    private final BatchTable batches;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final IdempotentRequests idempotent;
    private final UploadSettings settings;
    private final Clock clock;

    SubmitBatch(
            UsageClient usage,
            InspectFile inspectFile,
            StoreFile storeFile,
            BatchTable batches,
            Outbox outbox,
            Tenancy tenancy,
            IdempotentRequests idempotent,
            UploadSettings settings,
            Clock clock) {
        this.usage = usage;
        this.inspectFile = inspectFile;
        this.storeFile = storeFile;
        this.batches = batches;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.idempotent = idempotent;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param key    the Idempotency-Key, if one was given
     * @param answer how the stored batch is told to the user
     */
    Mono<Answer> submit(String userId, @Nullable String key, Submission submission, Function<NewBatch, Answer> answer) {
        return idempotent.once(
                userId,
                key,
                submission.fingerprint(),
                claim -> usage.admit(userId, submission.files().size()).flatMap(admission -> {
                    UUID batchId = UUID.randomUUID();
                    return check(userId, batchId, submission.files(), admission.maxFileBytes())
                            .map(files -> new NewBatch(batchId, userId, submission, admission, files, clock.instant()))
                            .flatMap(batch -> tenancy.asUser(userId, store(batch, claim, answer.apply(batch)))
                                    .onErrorResume(failure -> forget(batch).then(Mono.error(failure))));
                }));
    }

    private Mono<Answer> store(NewBatch batch, IdempotentRequests.Claim claim, Answer answer) {
        return batches.insert(batch).then(outbox.append(batch.events())).then(claim.settle(answer));
    }

    private Mono<List<CheckedFile>> check(String userId, UUID batchId, List<ReceivedFile> files, long maxFileBytes) {
        return Flux.range(0, files.size())
                .flatMapSequential(
                        position -> check(userId, batchId, position, files.get(position), maxFileBytes),
                        settings.inspections())
                .collectList();
    }

    private Mono<CheckedFile> check(String userId, UUID batchId, int position, ReceivedFile file, long maxFileBytes) {
        UUID documentId = UUID.randomUUID();
        return inspectFile.inspect(file, maxFileBytes).flatMap(verdict -> switch (verdict) {
            case Verdict.Rejected rejected ->
                Mono.just(new CheckedFile.Rejected(documentId, position, file, rejected.code(), rejected.detail()));
            case Verdict.Accepted accepted ->
                storeFile
                        .store(userId, batchId, file, accepted.mimeType())
                        .map(key -> new CheckedFile.Accepted(
                                documentId, position, file, accepted.mimeType(), accepted.pages(), key));
        });
    }

    /** The objects of a batch that did not come to be; what a crash leaves behind is for the sweep. */
    private Mono<Void> forget(NewBatch batch) {
        return Flux.fromIterable(batch.accepted())
                .flatMap(file -> storeFile.forget(file.objectKey()).onErrorComplete())
                .then();
    }
}
