package io.ingestio.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventuallyTest {

    private final Eventually eventually = new Eventually(Duration.ofSeconds(2), Duration.ofMillis(100));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void findReadsOnceWhenTheRowIsThere() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(1)))
                .expectNext("row")
                .verifyComplete();
        assertThat(reads).hasValue(1);
    }

    @Test
    void findRepeatsUntilTheRowArrives() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(4)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(300))
                .expectNext("row")
                .verifyComplete();
        assertThat(reads).hasValue(4);
    }

    @Test
    void findIsEmptyAfterTheDeadline() {
        StepVerifier.withVirtualTime(() -> eventually.find(presentFrom(1000)))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(2))
                .verifyComplete();
        assertThat(reads).hasValue(21);
    }

    @Test
    void findEndsWithTheErrorOfARead() {
        StepVerifier.withVirtualTime(() -> eventually.find(Mono.error(new ArithmeticException())))
                .verifyError(ArithmeticException.class);
    }

    private Mono<String> presentFrom(int read) {
        return Mono.defer(() -> reads.incrementAndGet() >= read ? Mono.just("row") : Mono.empty());
    }
}
