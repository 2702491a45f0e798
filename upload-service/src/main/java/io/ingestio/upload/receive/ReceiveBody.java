package io.ingestio.upload.receive;

import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFile;
import io.ingestio.upload.scratch.ScratchFolder;
import io.ingestio.upload.scratch.ScratchSpace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Streams a body that is one file, or a part of one, to a scratch file. */
@Component
public class ReceiveBody {

    private static final int BUFFERS = 4;

    private final ScratchSpace scratch;
    private final ReceiveSettings settings;

    ReceiveBody(ScratchSpace scratch, ReceiveSettings settings) {
        this.scratch = scratch;
        this.settings = settings;
    }

    /**
     * What arrived of a body.
     *
     * @param cutOff why it did not arrive whole; null if it did
     */
    public record Body(ReceivedFile file, @Nullable Throwable cutOff) {}

    /**
     * Receives what arrives; a connection that is lost, and a sender that stops or is too slow, are no error here.
     *
     * @param limit bytes that are kept; the first one past it ends the receipt
     * @throws io.ingestio.http.Problem if there is no room for it
     */
    public Mono<Body> receive(ServerHttpRequest request, String user, ScratchFolder folder, String name, long limit) {
        return Mono.fromCallable(() -> {
                    requireRoom(request, user, Long.MAX_VALUE);
                    return new ScratchFile(folder, name, limit);
                })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(file -> paced(request)
                        .map(buffer -> new Held<>(buffer, buffer))
                        .publishOn(Schedulers.boundedElastic(), BUFFERS)
                        .doOnNext(buffer -> buffer.use(file::write))
                        .takeUntil(buffer -> file.isTooLarge())
                        .doOnDiscard(Held.class, Held::release)
                        .then(Mono.fromSupplier(() -> new Body(file.toFile(name), null)))
                        .onErrorResume(failure -> cutOff(file, name, failure))
                        .doFinally(end -> file.close()));
    }

    private static Mono<Body> cutOff(ScratchFile file, String name, Throwable failure) {
        Throwable known = ReceiptProblems.of(failure);
        boolean ofTheSender = known != failure;
        return ofTheSender ? Mono.just(new Body(file.toFile(name), known)) : Mono.error(known);
    }

    /** The body of a sender that keeps the pace; a lost connection is an {@link IOException}, as its sender's fault. */
    Flux<DataBuffer> paced(ServerHttpRequest request) {
        var pace = new Pace(settings.idleTimeout(), settings.minRate().toBytes(), System::nanoTime);
        return pace.require(
                request.getBody().onErrorMap(failure -> new IOException("the connection was lost", failure)));
    }

    /** Refuses at once what says that it is too large, or for which there is no room now. */
    void requireRoom(ServerHttpRequest request, String user, long limit) {
        long announced = Math.max(0, request.getHeaders().getContentLength());
        if (announced > limit) {
            throw ReceiptProblems.tooLarge("The request is larger than all its files may be.");
        }
        scratch.requireRoom(user, announced);
    }
}
