package io.ingestio.database.idempotency;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The right to carry out one request. The use case calls {@link #complete} in the transaction of its effect, so that effect and
 * answer are stored together or not at all.
 *
 * @param <R> the result of the use case
 */
public final class Claim<R> {

    private final RequestKey request;
    private final UUID id;
    private final Function<? super R, Answer> renderer;
    private final IdempotencyTable table;
    private volatile @Nullable Answer answer;

    Claim(RequestKey request, UUID id, Function<? super R, Answer> renderer, IdempotencyTable table) {
        this.request = request;
        this.id = id;
        this.renderer = renderer;
        this.table = table;
    }

    public RequestKey request() {
        return request;
    }

    public String userId() {
        return request.userId();
    }

    UUID id() {
        return id;
    }

    /**
     * Stores the answer that the result is rendered to, in the running transaction. Fails the transaction with 409 {@code
     * idempotency_in_progress} if another request holds the key by now.
     *
     * @return the result
     */
    public Mono<R> complete(R result) {
        return Mono.defer(() -> {
            Answer rendered = renderer.apply(result);
            answer = rendered;
            String key = request.key();
            return key == null ? Mono.just(result) : store(key, rendered).thenReturn(result);
        });
    }

    private Mono<Void> store(String key, Answer rendered) {
        return table.complete(request.userId(), key, id, rendered)
                .flatMap(held -> held ? Mono.empty() : Mono.error(IdempotentRequests.inProgress()));
    }

    /** The answer that {@link #complete} stored. */
    Answer answer() {
        Answer stored = answer;
        if (stored == null) {
            throw new IllegalStateException("the request ended without completing its claim");
        }
        return stored;
    }
}
