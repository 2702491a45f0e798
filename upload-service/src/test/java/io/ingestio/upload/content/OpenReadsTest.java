package io.ingestio.upload.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class OpenReadsTest {

    private final OpenReads reads = new OpenReads(new ContentSettings(Duration.ofMinutes(5), 2, 3));
    private final List<Disposable> open = new ArrayList<>();

    @Test
    void userHasAShareAndGivesItBack() {
        open("alice");
        open("alice");
        refused("alice");
        assertThatCode(() -> reads.check("bob")).doesNotThrowAnyException();
        open.getFirst().dispose();
        assertThatCode(() -> reads.check("alice")).doesNotThrowAnyException();
    }

    @Test
    void allUsersLeaveConnectionsToSenders() {
        open("alice");
        open("alice");
        open("bob");
        refused("carol");
        assertThatThrownBy(() -> reads.counted("carol", Flux.just(1)).blockLast())
                .isInstanceOf(Problem.class);
        open.forEach(Disposable::dispose);
        assertThat(reads.counted("carol", Flux.just(1)).blockLast()).isEqualTo(1);
    }

    private void open(String user) {
        open.add(reads.counted(user, Flux.never()).subscribe());
    }

    private void refused(String user) {
        assertThatThrownBy(() -> reads.check(user))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(429));
    }
}
