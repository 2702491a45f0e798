package io.ingestio.upload.transfer;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.reader.DocumentReader;
import io.ingestio.upload.draft.Draft;
import io.ingestio.upload.draft.DraftFileTable;
import io.ingestio.upload.draft.DraftTable;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.store.StoreFile;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Judges a whole file of a draft and stores it; what was there of the file before is deleted. */
@Component
class AcceptFile {

    private final InspectFile inspectFile;
    private final StoreFile storeFile;
    private final DraftTable drafts;
    private final DraftFileTable files;
    private final TransferTable transfers;
    private final Tenancy tenancy;

    AcceptFile(
            InspectFile inspectFile,
            StoreFile storeFile,
            DraftTable drafts,
            DraftFileTable files,
            TransferTable transfers,
            Tenancy tenancy) {
        this.inspectFile = inspectFile;
        this.storeFile = storeFile;
        this.drafts = drafts;
        this.files = files;
        this.transfers = transfers;
        this.tenancy = tenancy;
    }

    /**
     * @return the verdict, which is committed
     * @throws Problem 409 if the draft was submitted meanwhile, or another request sends the file by now; 404 if it is gone
     */
    Mono<Verdict> accept(Transfer transfer, Draft draft, ReceivedFile file) {
        Mono<Verdict> judged = inspectFile
                .inspect(file, draft.maxFileBytes())
                .contextWrite(DocumentReader.sharedBy(transfer.userId()));
        return judged.flatMap(verdict -> switch (verdict) {
            case Verdict.Rejected rejected ->
                commit(transfer, () -> transfers.end(transfer, file, rejected)).thenReturn(verdict);
            case Verdict.Accepted accepted ->
                storeFile
                        .store(transfer.userId(), draft.id(), file.filename(), file.scratch(), accepted.mimeType())
                        .flatMap(key -> commit(
                                        transfer,
                                        () -> storeFile
                                                .keep(List.of(key))
                                                .then(transfers.end(transfer, file, accepted, key)))
                                .onErrorResume(failure ->
                                        storeFile.abandon(List.of(key)).then(Mono.error(failure))))
                        .thenReturn(verdict);
        });
    }

    private Mono<Void> commit(Transfer transfer, Supplier<Mono<Boolean>> end) {
        Mono<Void> replaced = files.objectsOf(transfer.documentId())
                .collectList()
                .flatMap(objects -> storeFile.drop(transfer.userId(), objects));
        return tenancy.asUser(
                transfer.userId(),
                drafts.hold(transfer.userId(), transfer.draftId())
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                        .map(Draft::requireOpen)
                        .then(replaced)
                        .then(Mono.defer(end))
                        .flatMap(ended -> ended ? Mono.empty() : Mono.error(TransferProblems.locked())));
    }
}
