package io.ingestio.export.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TreeThreadsTest {

    private final TreeThreads threads = new TreeThreads();
    private final AtomicInteger begun = new AtomicInteger();
    private final Sinks.One<Integer> end = Sinks.one();

    /** Data are read within a turn: what waits holds none. */
    private CompletableFuture<Integer> call(String user) {
        return threads.inTurn(user, Mono.defer(() -> {
                    begun.incrementAndGet();
                    return end.asMono();
                }))
                .toFuture();
    }

    @Test
    void usersHaveTurnsAndFewCalls() {
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(call("alice"));
        }
        assertThat(begun).hasValue(1);
        assertThatThrownBy(call("alice")::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        calls.add(call("bob"));
        assertThat(begun).hasValue(2);
        calls.add(call("carol"));
        assertThat(begun).hasValue(2);

        end.tryEmitValue(7);

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(7));
        assertThat(begun).hasValue(10);
        assertThat(call("alice").join()).isEqualTo(7);
    }

    @Test
    void moreThanCanWaitAreRefused() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(threads.run(() -> busy.await(30, TimeUnit.SECONDS)).toFuture());
        }
        List<CompletableFuture<Boolean>> refused = calls.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .toList();
        busy.countDown();

        assertThat(refused)
                .isNotEmpty()
                .hasSizeLessThan(300)
                .allSatisfy(call -> assertThat(call.exceptionNow())
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE)));
    }

    @Test
    void turnIsFreeAfterAFailure() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Integer> failing = threads.inTurn(
                            "alice", Mono.<Integer>error(new IllegalStateException("broken")))
                    .toFuture();
            assertThatThrownBy(failing::join).hasRootCauseMessage("broken");
        }
        end.tryEmitValue(7);

        assertThat(call("alice").join()).isEqualTo(7);
    }
}
