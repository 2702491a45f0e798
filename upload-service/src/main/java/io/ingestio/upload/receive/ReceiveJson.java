package io.ingestio.upload.receive;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.http.service.WrongInput;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFolder;
import io.ingestio.upload.scratch.ScratchSpace;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON body that may hold all prompts of a batch: it arrives on the scratch disk at the pace of its sender, and what it needs on
 * the heap counts as form fields do.
 */
@Component
public class ReceiveJson {

    /** Many times what the largest draft has: each costs far more memory than its bytes. */
    private static final long MAX_TOKENS = 50_000;

    private final ReceiveBody bodies;
    private final ScratchSpace scratch;
    private final JsonMapper json;

    ReceiveJson(ReceiveBody bodies, ScratchSpace scratch) {
        this.bodies = bodies;
        this.scratch = scratch;
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxTokenCount(MAX_TOKENS)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * @param use what is made of it; it may block
     * @throws Problem 400 {@code bad_request} for a body that is no such object or has other members, 413 for one that is too large
     */
    public <T, R> Mono<R> receive(ServerHttpRequest request, String user, Class<T> type, Function<@Nullable T, R> use) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> scratch.newFolder(user)).subscribeOn(Schedulers.boundedElastic()),
                folder -> bodies.receive(request, user, folder, "body", FormField.maxBytesOfAll())
                        .publishOn(Schedulers.boundedElastic())
                        .map(body -> use.apply(read(body, folder, type))),
                ScratchFolder::discardLater);
    }

    private <T> @Nullable T read(ReceiveBody.Body body, ScratchFolder folder, Class<T> type) {
        if (body.cutOff() instanceof RuntimeException failure) {
            throw failure;
        }
        ReceivedFile file = body.file();
        if (file.tooLarge()) {
            throw ReceiptProblems.tooLarge("The body is too large.");
        }
        folder.addMemory(file.sizeBytes());
        try {
            return json.readValue(file.scratch().toFile(), type);
        } catch (JacksonException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, WrongInput.sentence(e));
        }
    }
}
