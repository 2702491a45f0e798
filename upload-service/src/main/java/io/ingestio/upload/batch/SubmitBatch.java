package io.ingestio.upload.batch;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.reader.DocumentReader;
import io.ingestio.upload.admission.UsageClient;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.file.UploadSettings;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.store.StoreFile;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Submits a batch: asks usage for admission, inspects each file by its bytes and stores it, then writes batch, documents and events
 * in one transaction. A rejected file is reported and does not affect the others. Of a batch whose transaction failed nothing is
 * visible, and nothing is left.
 */
@Component
class SubmitBatch {

    private final UsageClient usage;
    private final InspectFile inspectFile;
    private final StoreFile storeFile;
    private final StoreBatch storeBatch;
    private final Tenancy tenancy;
    private final UploadSettings settings;
    private final Clock clock;
    private final Supplier<UUID> ids;

    SubmitBatch(
            UsageClient usage,
            InspectFile inspectFile,
            StoreFile storeFile,
            StoreBatch storeBatch,
            Tenancy tenancy,
            UploadSettings settings,
            Clock clock,
            Supplier<UUID> ids) {
        this.usage = usage;
        this.inspectFile = inspectFile;
        this.storeFile = storeFile;
        this.storeBatch = storeBatch;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws Problem if usage refuses the batch, or cannot be asked
     */
    Mono<NewBatch> submit(Claim<NewBatch> claim, Submission submission, List<ReceivedFile> files) {
        return usage.admit(claim.userId(), files.size()).flatMap(admission -> {
            Queue<String> stored = new ConcurrentLinkedQueue<>();
            return accept(claim.userId(), submission, files, admission, stored)
                    .flatMap(batch -> commit(batch, claim))
                    .contextWrite(DocumentReader.sharedBy(claim.userId()))
                    .onErrorResume(
                            failure -> storeFile.abandon(List.copyOf(stored)).then(Mono.error(failure)));
        });
    }

    private Mono<NewBatch> accept(
            String userId, Submission submission, List<ReceivedFile> files, Admission admission, Queue<String> stored) {
        UUID batchId = ids.get();
        return Flux.range(0, files.size())
                .flatMapSequential(
                        position -> inspect(userId, batchId, position, files.get(position), admission.maxFileBytes())
                                .doOnNext(file -> rememberStored(file, stored)),
                        settings.inspections())
                .collectList()
                .map(inspected -> NewBatch.of(batchId, userId, submission, admission, inspected, clock.instant()));
    }

    private static void rememberStored(InspectedFile file, Queue<String> stored) {
        if (file instanceof InspectedFile.Accepted accepted) {
            stored.add(accepted.objectKey());
        }
    }

    private Mono<InspectedFile> inspect(
            String userId, UUID batchId, int position, ReceivedFile file, long maxFileBytes) {
        UUID documentId = ids.get();
        return inspectFile.inspect(file, maxFileBytes).flatMap(verdict -> switch (verdict) {
            case Verdict.Rejected rejected ->
                Mono.just(new InspectedFile.Rejected(
                        documentId, position, file.filename(), file.sizeBytes(), rejected.code(), rejected.detail()));
            case Verdict.Accepted accepted ->
                storeFile
                        .store(userId, batchId, file.filename(), file.scratch(), accepted.mimeType())
                        .map(key -> new InspectedFile.Accepted(
                                documentId,
                                position,
                                file.filename(),
                                file.sizeBytes(),
                                file.sha256(),
                                accepted.mimeType(),
                                accepted.pages(),
                                accepted.damaged(),
                                key));
        });
    }

    private Mono<NewBatch> commit(NewBatch batch, Claim<NewBatch> claim) {
        List<String> keys =
                batch.accepted().stream().map(InspectedFile.Accepted::objectKey).toList();
        return tenancy.asUser(
                batch.userId(),
                storeFile.keep(keys).then(storeBatch.store(batch)).flatMap(claim::complete));
    }
}
