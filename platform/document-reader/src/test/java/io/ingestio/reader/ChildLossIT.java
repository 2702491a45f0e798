package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A child that is lost through no fault of its file: the machine gave it no processor time, or killed it. */
class ChildLossIT extends ReaderFixture {

    private static final Inspection ONE_PAGE = Inspection.Accepted.whole(FileType.PDF, 1);

    private DocumentReader own;
    private Path pdf;
    private List<ProcessHandle> others;

    @BeforeEach
    void warmOneChild() throws IOException {
        others = ProcessHandle.current().children().toList();
        own = new DocumentReader(ReaderSettings.defaults().withMaxChildren(1).withWallClock(Duration.ofSeconds(4)));
        pdf = file(TestPdfs.text("one"));
        assertThat(own.inspect(pdf).block(LONG)).isEqualTo(ONE_PAGE);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void starvedChildIsReplacedOnce() throws IOException {
        signal("STOP", child());
        assertThat(own.inspect(pdf).block(LONG)).isEqualTo(ONE_PAGE);
    }

    @Test
    void killedChildIsReplacedOnce() throws IOException {
        ProcessHandle child = child();
        signal("STOP", child);
        CompletableFuture<Inspection> answer = own.inspect(pdf).toFuture();
        signal("KILL", child);
        assertThat(answer.join()).isEqualTo(ONE_PAGE);
    }

    @Test
    void secondLossIsAFaultOfTheMachine() throws IOException {
        signal("STOP", child());
        CompletableFuture<Inspection> answer = own.inspect(pdf).toFuture();
        ProcessHandle first = child();
        first.onExit().join();
        Flux.interval(Duration.ofMillis(5)).takeUntil(i -> own() != null).blockLast(LONG);
        signal("KILL", child());
        assertThatThrownBy(answer::join).hasCauseInstanceOf(ReaderUnavailable.class);
        assertThat(own.inspect(pdf).block(LONG)).isEqualTo(ONE_PAGE);
    }

    private ProcessHandle child() {
        return Objects.requireNonNull(own());
    }

    private @Nullable ProcessHandle own() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(null);
    }

    private static void signal(String name, ProcessHandle child) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start();
        assertThat(kill.onExit().join().exitValue()).isZero();
    }
}
