package io.ingestio.orchestrator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AwaitBatchTest {

    private static final UUID BATCH = UUID.fromString("1c65bae3-401b-4c1f-8e4f-607c8b9dae21");

    private final AwaitBatch awaitBatch = new AwaitBatch();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void unknownBatchIsReadFiveTimesAtMost() {
        StepVerifier.withVirtualTime(() -> awaitBatch.found(BATCH, presentFrom(1000)))
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(2))
                .verifyError(Problem.class);
        assertThat(reads).hasValue(5);
    }

    @Test
    void arrivalLeadsToARead() {
        StepVerifier.withVirtualTime(() -> awaitBatch.found(BATCH, presentFrom(2)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(10))
                .then(() -> awaitBatch.arrived(UUID.randomUUID()))
                .expectNoEvent(Duration.ofMillis(10))
                .then(() -> awaitBatch.arrived(BATCH))
                .expectNext("batch")
                .verifyComplete();
        assertThat(reads).hasValue(2);
    }

    private Mono<String> presentFrom(int read) {
        return Mono.defer(() -> reads.incrementAndGet() >= read ? Mono.just("batch") : Mono.empty());
    }
}
