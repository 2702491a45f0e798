package io.ingestio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class StreamLimitTest {

    private final StreamLimit streams = new StreamLimit(3, 2, "Too many.", Duration.ofSeconds(5));
    private final List<Disposable> open = new ArrayList<>();

    @Test
    void userHasAShareAndGivesItBack() {
        open("alice");
        open("alice");
        refused("alice");
        assertThatCode(() -> streams.check("bob")).doesNotThrowAnyException();
        open.getFirst().dispose();
        assertThatCode(() -> streams.check("alice")).doesNotThrowAnyException();
    }

    @Test
    void allUsersShareALimit() {
        open("alice");
        open("alice");
        open("bob");
        refused("carol");
        open.forEach(Disposable::dispose);
        assertThat(streams.counted("carol", Flux.just(1)).blockLast()).isEqualTo(1);
    }

    private void open(String user) {
        open.add(streams.counted(user, Flux.never()).subscribe());
    }

    private void refused(String user) {
        assertThatThrownBy(() -> streams.check(user)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status().value()).isEqualTo(429);
            assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_STREAMS);
        });
    }
}
