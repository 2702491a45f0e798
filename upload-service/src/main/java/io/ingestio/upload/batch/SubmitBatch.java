package io.ingestio.upload.batch;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.reader.DocumentReader;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.file.ReceivedFile;
import io.ingestio.upload.file.StoreFile;
import io.ingestio.upload.file.UploadSettings;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Submits a batch: asks usage for admission, inspects each file by its bytes and stores it, then writes batch, documents and events
 * in one transaction. A rejected file is reported and does not affect the others. Of a batch whose transaction failed nothing is
 * visible.
 */
@Component
class SubmitBatch {

    private final UsageClient usage;
    private final InspectFile inspectFile;
    private final StoreFile storeFile;
    private final BatchTable batches;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final UploadSettings settings;
    private final Clock clock;
    private final Supplier<UUID> ids;

    SubmitBatch(
            UsageClient usage,
            InspectFile inspectFile,
            StoreFile storeFile,
            BatchTable batches,
            Outbox outbox,
            Tenancy tenancy,
            UploadSettings settings,
            Clock clock,
            Supplier<UUID> ids) {
        this.usage = usage;
        this.inspectFile = inspectFile;
        this.storeFile = storeFile;
        this.batches = batches;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws Problem if usage refuses the batch, or cannot be asked
     */
    Mono<NewBatch> submit(Claim<NewBatch> claim, Submission submission) {
        String userId = claim.userId();
        return usage.admit(userId, submission.files().size())
                .flatMap(admission -> accept(userId, submission, admission))
                .flatMap(batch -> store(batch, claim))
                .contextWrite(DocumentReader.sharedBy(userId));
    }

    private Mono<NewBatch> accept(String userId, Submission submission, Admission admission) {
        UUID batchId = ids.get();
        List<ReceivedFile> files = submission.files();
        return Flux.range(0, files.size())
                .flatMapSequential(
                        position -> inspect(userId, batchId, position, files.get(position), admission.maxFileBytes()),
                        settings.inspections())
                .collectList()
                .map(inspected -> new NewBatch(batchId, userId, submission, admission, inspected, clock.instant()));
    }

    private Mono<InspectedFile> inspect(
            String userId, UUID batchId, int position, ReceivedFile file, long maxFileBytes) {
        UUID documentId = ids.get();
        return inspectFile.inspect(file, maxFileBytes).flatMap(verdict -> switch (verdict) {
            case Verdict.Rejected rejected ->
                Mono.just(new InspectedFile.Rejected(documentId, position, file, rejected.code(), rejected.detail()));
            case Verdict.Accepted accepted ->
                storeFile
                        .store(userId, batchId, file, accepted.mimeType())
                        .map(key -> new InspectedFile.Accepted(
                                documentId, position, file, accepted.mimeType(), accepted.pages(), key));
        });
    }

    private Mono<NewBatch> store(NewBatch batch, Claim<NewBatch> claim) {
        Mono<NewBatch> stored =
                batches.insert(batch).then(outbox.append(batch.events())).then(claim.complete(batch));
        // Within the transaction, so that a failure here is never followed by a commit. A failure of COMMIT itself is
        // an unknown outcome: the files stay.
        return tenancy.asUser(
                batch.userId(),
                stored.onErrorResume(failure -> deleteFiles(batch).then(Mono.error(failure))));
    }

    /** Best effort: a file that stays behind is referred to by no row. */
    private Mono<Void> deleteFiles(NewBatch batch) {
        return Flux.fromIterable(batch.accepted())
                .flatMap(file -> storeFile.delete(file.objectKey()).onErrorComplete())
                .then();
    }
}
