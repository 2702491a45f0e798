package io.ingestio.http.body;

import java.time.Duration;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;

/**
 * The body of a request, of which the rest is dropped when its reader stops reading. The connection's own publisher would leave it where it
 * is.
 */
final class RequestBody implements Publisher<DataBuffer> {

    private final Flux<DataBuffer> source;
    private final Sinks.Empty<Void> end = Sinks.empty();
    private volatile boolean begun;
    private volatile boolean ended;

    RequestBody(Flux<DataBuffer> source) {
        this.source = source;
    }

    /** Whether all of it was read or dropped, or no more will come. */
    boolean hasEnded() {
        return ended;
    }

    /** Completes when the rest has been dropped; after the limit, and after a silence of the sender, in any case. */
    Mono<Void> dropRest(Duration limit, Duration silence) {
        Mono<Void> rest = Mono.defer(() -> begun
                ? end.asMono()
                : Flux.from(this).timeout(silence).handle(RequestBody::drop).then());
        return rest.timeout(limit).onErrorComplete();
    }

    /** Emits nothing, so that no operator discards the buffer once more. */
    private static void drop(DataBuffer buffer, SynchronousSink<Void> dropped) {
        DataBufferUtils.release(buffer);
    }

    @Override
    public void subscribe(Subscriber<? super DataBuffer> reader) {
        begun = true;
        source.subscribe(new Reading(reader));
    }

    private final class Reading extends BaseSubscriber<DataBuffer> {
        private final Subscriber<? super DataBuffer> reader;
        private volatile boolean dropping;

        private Reading(Subscriber<? super DataBuffer> reader) {
            this.reader = reader;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            reader.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    dropping = true;
                    subscription.request(Long.MAX_VALUE);
                }
            });
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            if (dropping) {
                DataBufferUtils.release(buffer);
            } else {
                reader.onNext(buffer);
            }
        }

        @Override
        protected void hookOnComplete() {
            end();
            if (!dropping) {
                reader.onComplete();
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            end();
            if (!dropping) {
                reader.onError(failure);
            }
        }

        private void end() {
            ended = true;
            end.tryEmitEmpty();
        }
    }
}
