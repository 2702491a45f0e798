package io.ingestio.export.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    void twoCallsAtOnceAndFewOfOneUser() {
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(call("alice"));
        }
        assertThat(begun).hasValue(2);
        assertThatThrownBy(call("alice")::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        calls.add(call("bob"));

        end.tryEmitValue(7);

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(7));
        assertThat(begun).hasValue(9);
        assertThat(call("alice").join()).isEqualTo(7);
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
