package io.ingestio.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventuallyTest {

    private final Eventually eventually = new Eventually(Duration.ofSeconds(2));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void findReadsOnceWhenTheRowIsThere() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(1), Flux.never()))
                .expectNext("row")
                .verifyComplete();
        assertThat(reads).hasValue(1);
    }

    @Test
    void findReadsOnceMoreAtTheDeadline() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(2), Flux.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(2))
                .expectNext("row")
                .verifyComplete();
    }

    @Test
    void findIsEmptyAfterTheDeadline() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(1000), Flux.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(2))
                .verifyComplete();
        assertThat(reads).hasValue(2);
    }

    @Test
    void hintLeadsToARead() {
        StepVerifier.withVirtualTime(() -> eventually.find(
                        presentFrom(2), Flux.interval(Duration.ofMillis(30)).take(1)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(30))
                .expectNext("row")
                .verifyComplete();
        assertThat(reads).hasValue(2);
    }

    @Test
    void findEndsWithTheErrorOfARead() {
        StepVerifier.withVirtualTime(() -> eventually.find(Mono.error(new ArithmeticException()), Flux.never()))
                .verifyError(ArithmeticException.class);
    }

    private Mono<String> presentFrom(int read) {
        return Mono.defer(() -> reads.incrementAndGet() >= read ? Mono.just("row") : Mono.empty());
    }
}
