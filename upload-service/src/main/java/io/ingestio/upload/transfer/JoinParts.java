package io.ingestio.upload.transfer;

import io.ingestio.database.Tenancy;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFile;
import io.ingestio.upload.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes one file of the parts that are stored and the one that came last. */
@Component
class JoinParts {

    private static final int CHUNK = 128 * 1024;
    private static final int BUFFERS = 4;

    private final TransferTable transfers;
    private final ObjectStore objects;
    private final Tenancy tenancy;

    JoinParts(TransferTable transfers, ObjectStore objects, Tenancy tenancy) {
        this.transfers = transfers;
        this.objects = objects;
        this.tenancy = tenancy;
    }

    /** @param length of the whole file; a file of another length means that a part is not what it was, and is an error */
    Mono<ReceivedFile> join(Transfer transfer, ScratchFolder folder, String filename, Path last, long length) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> new ScratchFile(folder, "whole", length))
                        .subscribeOn(Schedulers.boundedElastic()),
                whole -> tenancy.asUser(
                                transfer.userId(), transfers.parts(transfer).collectList())
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(objects::read, 1)
                        .publishOn(Schedulers.boundedElastic(), BUFFERS)
                        .doOnNext(whole::write)
                        .then(Mono.fromCallable(() -> end(whole, filename, last, length))
                                .subscribeOn(Schedulers.boundedElastic())),
                whole -> Mono.fromRunnable(whole::close));
    }

    private static ReceivedFile end(ScratchFile whole, String filename, Path last, long length) {
        try (FileChannel piece = FileChannel.open(last)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (piece.read(chunk) >= 0) {
                whole.write(chunk.flip());
                chunk.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ReceivedFile file = whole.toFile(filename);
        if (file.sizeBytes() != length) {
            throw new IllegalStateException("parts have %d bytes, the file %d".formatted(file.sizeBytes(), length));
        }
        return file;
    }
}
