package io.ingestio.upload.receive;

import io.ingestio.upload.scratch.ScratchSpace;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Streams a multipart request to scratch files, part by part: the heap holds some buffers of it and its form fields, whatever the sizes.
 * Bytes are counted here; a file past the limit is read to its end and dropped, so that the files behind it still arrive. All that a
 * request may bring is bounded, and a request that breaks a bound leaves no file.
 */
@Component
public class ReceiveFiles {

    private static final ResolvableType PART_EVENT = ResolvableType.forClass(PartEvent.class);
    private static final int MAX_HEADERS = 16 * 1024; // a name of 4,000 characters fits
    private static final int BUFFERS = 4;

    private final ReceiveBody bodies;
    private final ScratchSpace scratch;
    private final ReceiveSettings settings;

    ReceiveFiles(ReceiveBody bodies, ScratchSpace scratch, ReceiveSettings settings) {
        this.bodies = bodies;
        this.scratch = scratch;
        this.settings = settings;
    }

    /**
     * @param files how many are accepted at most
     * @return what arrived; its folder is to be discarded
     * @throws io.ingestio.http.Problem for a request past a bound, a malformed one, and a sender that is too slow
     */
    public Mono<Intake> receive(ServerHttpRequest request, String user, int files) {
        int maxFiles = Math.min(files, settings.maxFiles());
        long limit =
                FormField.maxBytesOfAll() + maxFiles * (settings.maxFileSize().toBytes() + MAX_HEADERS);
        return Mono.fromRunnable(() -> bodies.requireRoom(request, user, limit))
                .then(Mono.fromCallable(() -> new Reception(
                                scratch.newFolder(user),
                                maxFiles,
                                settings.maxFileSize().toBytes()))
                        .subscribeOn(Schedulers.boundedElastic()))
                .flatMap(reception -> receive(request, reception, maxFiles, limit));
    }

    private Mono<Intake> receive(ServerHttpRequest request, Reception reception, int maxFiles, long limit) {
        return parts(request, reception, maxFiles, limit)
                .map(event -> new Held<>(event, event.content()))
                .publishOn(Schedulers.boundedElastic(), BUFFERS)
                .doOnNext(held -> held.use(reception::accept))
                .doOnDiscard(Held.class, Held::release)
                .then(Mono.fromSupplier(reception::intake))
                .onErrorMap(ReceiptProblems::of)
                .onErrorResume(failure -> abandon(reception).then(Mono.error(failure)))
                .doOnCancel(() -> abandon(reception).subscribe());
    }

    private Flux<PartEvent> parts(ServerHttpRequest request, Reception reception, int maxFiles, long limit) {
        var reader = new PartEventHttpMessageReader();
        reader.setMaxInMemorySize(FormField.PER_DOCUMENT_PROMPTS.maxBytes());
        reader.setMaxHeadersSize(MAX_HEADERS);
        reader.setMaxParts(maxFiles + FormField.values().length + 1);
        var arrived = new AtomicLong();
        Flux<DataBuffer> body = bodies.paced(request).handle((buffer, counted) -> {
            int bytes = buffer.readableByteCount();
            try {
                reception.countAsHeld(bytes);
            } catch (RuntimeException e) {
                DataBufferUtils.release(buffer);
                counted.error(e);
                return;
            }
            if (arrived.addAndGet(bytes) > limit) {
                DataBufferUtils.release(buffer);
                counted.error(ReceiptProblems.tooLarge("The request is larger than all its files may be."));
                return;
            }
            counted.next(buffer);
        });
        var counted = new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body;
            }
        };
        return reader.read(PART_EVENT, counted, Map.of()).cancelOn(eventLoop(request));
    }

    /**
     * Of the connection: the parser is cancelled where it is called. Cancelled by another thread, it releases a buffer that it is about to
     * pass on, and the connection breaks before its answer.
     */
    private static Scheduler eventLoop(ServerHttpRequest request) {
        var found = new AtomicReference<@Nullable Scheduler>();
        HttpServerRequest connection = ServerHttpRequestDecorator.getNativeRequest(request);
        connection.withConnection(
                each -> found.set(Schedulers.fromExecutor(each.channel().eventLoop())));
        return Objects.requireNonNull(found.get(), "the connection of a request");
    }

    private static Mono<Void> abandon(Reception reception) {
        return Mono.<Void>fromRunnable(reception::abandon).subscribeOn(Schedulers.boundedElastic());
    }
}
