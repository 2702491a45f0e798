package io.ingestio.upload.transfer;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.upload.draft.Draft;
import io.ingestio.upload.draft.DraftFile;
import io.ingestio.upload.draft.DraftFileTable;
import io.ingestio.upload.draft.DraftSettings;
import io.ingestio.upload.draft.DraftTable;
import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.receive.ReceiveBody;
import io.ingestio.upload.receive.ReceiveBody.Body;
import io.ingestio.upload.receive.ReceiveSettings;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFolder;
import io.ingestio.upload.scratch.ScratchSpace;
import io.ingestio.upload.store.StoreFile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Stores bytes of a draft's file. One request at a time may do so for a file, at any replica; its right ends with it, or a minute after its
 * process died. What a connection brought before it was lost is stored, too, so that its sender continues from there.
 */
@Component
class ReceiveContent {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final ReceiveBody bodies;
    private final ScratchSpace scratch;
    private final JoinParts joinParts;
    private final AcceptFile acceptFile;
    private final StoreFile storeFile;
    private final DraftTable drafts;
    private final DraftFileTable files;
    private final TransferTable transfers;
    private final Tenancy tenancy;
    private final ReceiveSettings limits;
    private final DraftSettings settings;
    private final Supplier<UUID> ids;

    ReceiveContent(
            ReceiveBody bodies,
            ScratchSpace scratch,
            JoinParts joinParts,
            AcceptFile acceptFile,
            StoreFile storeFile,
            DraftTable drafts,
            DraftFileTable files,
            TransferTable transfers,
            Tenancy tenancy,
            ReceiveSettings limits,
            DraftSettings settings,
            Supplier<UUID> ids) {
        this.bodies = bodies;
        this.scratch = scratch;
        this.joinParts = joinParts;
        this.acceptFile = acceptFile;
        this.storeFile = storeFile;
        this.drafts = drafts;
        this.files = files;
        this.transfers = transfers;
        this.tenancy = tenancy;
        this.limits = limits;
        this.settings = settings;
        this.ids = ids;
    }

    /** A file and its draft, which is open. */
    record Target(Draft draft, DraftFile file) {}

    /** What an open draft has of a file. */
    Mono<Target> find(String userId, UUID draftId, UUID documentId) {
        return tenancy.asUser(
                        userId,
                        drafts.find(userId, draftId)
                                .map(Draft::requireOpen)
                                .flatMap(draft ->
                                        files.find(userId, draftId, documentId).map(file -> new Target(draft, file))))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document")));
    }

    /** The whole file, in place of what there may be of it. Nothing changes unless it arrives whole. */
    Mono<Target> put(String userId, UUID draftId, UUID documentId, ServerHttpRequest request) {
        return asWriter(
                userId,
                draftId,
                documentId,
                (transfer, target) -> inFolder(
                                userId,
                                folder -> bodies.receive(
                                                request,
                                                userId,
                                                folder,
                                                "file",
                                                limits.maxFileSize().toBytes())
                                        .map(ReceiveContent::requireWhole)
                                        .flatMap(body -> accept(transfer, target, named(body.file(), target))))
                        .then(find(userId, draftId, documentId)));
    }

    /**
     * The next bytes of a file.
     *
     * @return the offset after them
     * @throws Problem 409 {@code upload_offset_mismatch}; 413 for more bytes than were announced
     */
    Mono<Long> append(String userId, UUID draftId, UUID documentId, long offset, ServerHttpRequest request) {
        return asWriter(userId, draftId, documentId, (transfer, target) -> {
            DraftFile file = requireNext(target.file(), offset);
            long rest = file.length() - offset;
            long announced = request.getHeaders().getContentLength();
            if (announced > rest) {
                throw TransferProblems.beyondLength();
            }
            if (isFull(file) && announced != rest) {
                throw TransferProblems.tooManyParts(file.parts());
            }
            return inFolder(
                    userId,
                    folder -> bodies.receive(request, userId, folder, "piece", rest)
                            .flatMap(body -> append(transfer, target, folder, body)));
        });
    }

    private Mono<Long> append(Transfer transfer, Target target, ScratchFolder folder, Body body) {
        DraftFile file = target.file();
        ReceivedFile piece = body.file();
        if (piece.tooLarge()) {
            return Mono.error(TransferProblems.beyondLength());
        }
        long end = file.offset() + piece.sizeBytes();
        if (end == file.length()) {
            return whole(transfer, target, folder, piece)
                    .flatMap(received -> accept(transfer, target, received))
                    .thenReturn(end);
        }
        if (isFull(file)) {
            return Mono.error(
                    TransferProblems.tooManyParts(file.parts())); // it was to be the last part, and was cut off
        }
        Mono<Void> stored = piece.sizeBytes() == 0 ? Mono.empty() : storePart(transfer, file, piece);
        return stored.then(Mono.fromCallable(() -> {
            requireWhole(body);
            return end;
        }));
    }

    private Mono<ReceivedFile> whole(Transfer transfer, Target target, ScratchFolder folder, ReceivedFile piece) {
        DraftFile file = target.file();
        return file.offset() == 0
                ? Mono.just(named(piece, target))
                : joinParts.join(transfer, folder, file.filename(), piece.scratch(), file.length());
    }

    private Mono<Void> storePart(Transfer transfer, DraftFile file, ReceivedFile piece) {
        return storeFile
                .storePart(transfer.userId(), transfer.draftId(), piece.scratch())
                .flatMap(key -> tenancy.asUser(
                                transfer.userId(),
                                drafts.hold(transfer.userId(), transfer.draftId())
                                        .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                                        .map(Draft::requireOpen)
                                        .then(storeFile.keep(List.of(key)))
                                        .then(transfers.addPart(transfer, file.offset(), piece.sizeBytes(), key))
                                        .flatMap(added ->
                                                added ? Mono.<Void>empty() : Mono.error(TransferProblems.locked())))
                        .onErrorResume(
                                failure -> storeFile.abandon(List.of(key)).then(Mono.error(failure))));
    }

    private static DraftFile requireNext(DraftFile file, long offset) {
        TransferProblems.throwIfRejected(file);
        if (file.isWhole() || file.offset() != offset) {
            throw TransferProblems.otherOffset(file.offset());
        }
        return file;
    }

    /** Only the last part may still come: it is not stored as one. */
    private boolean isFull(DraftFile file) {
        return file.parts() >= settings.partsPerFile();
    }

    private Mono<Verdict.Accepted> accept(Transfer transfer, Target target, ReceivedFile file) {
        return acceptFile.accept(transfer, target.draft(), file).map(verdict -> switch (verdict) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Rejected rejected -> throw TransferProblems.rejected(rejected);
        });
    }

    private static ReceivedFile named(ReceivedFile file, Target target) {
        return new ReceivedFile(
                target.file().filename(), file.scratch(), file.sizeBytes(), file.sha256(), file.tooLarge());
    }

    private static Body requireWhole(Body body) {
        if (body.cutOff() instanceof RuntimeException failure) {
            throw failure;
        }
        return body;
    }

    private <T> Mono<T> inFolder(String userId, Function<ScratchFolder, Mono<T>> work) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> scratch.newFolder(userId)).subscribeOn(Schedulers.boundedElastic()),
                work,
                ScratchFolder::discardLater);
    }

    /** Runs to its end, whatever becomes of the connection. */
    private <T> Mono<T> asWriter(
            String userId, UUID draftId, UUID documentId, BiFunction<Transfer, Target, Mono<T>> work) {
        var transfer = new Transfer(userId, draftId, documentId, ids.get());
        Mono<T> claimed = Mono.usingWhen(
                claim(transfer),
                held -> find(userId, draftId, documentId).flatMap(target -> work.apply(transfer, target)),
                held -> tenancy.asUser(userId, transfers.release(transfer)).onErrorComplete());
        // As a signal: the failure of a request whose sender has gone is expected, and is no error of an operator.
        return Mono.defer(() -> Mono.fromFuture(
                        whileRenewed(transfer, claimed).materialize().toFuture(), true)
                .dematerialize());
    }

    private Mono<Transfer> claim(Transfer transfer) {
        return find(transfer.userId(), transfer.draftId(), transfer.documentId())
                .then(tenancy.asUser(transfer.userId(), transfers.claim(transfer, LEASE)))
                .flatMap(claimed -> claimed ? Mono.just(transfer) : Mono.error(TransferProblems.locked()));
    }

    private <T> Mono<T> whileRenewed(Transfer transfer, Mono<T> work) {
        Mono<T> renewals = Flux.interval(LEASE.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> tenancy.asUser(transfer.userId(), transfers.renew(transfer, LEASE))
                        .onErrorComplete()) // the next one may succeed; the commit is fenced in any case
                .then(Mono.never());
        return Mono.firstWithSignal(work, renewals);
    }
}
