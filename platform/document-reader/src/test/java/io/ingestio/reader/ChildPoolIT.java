package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ChildPoolIT extends ReaderFixture {

    @Test
    void readsManyFilesWithFewChildren() throws IOException {
        Path pdf = file(TestPdfs.text("one", "two"));
        List<Inspection> answers = Flux.range(0, 50)
                .flatMap(i -> reader.inspect(pdf), 50)
                .collectList()
                .block(LONG);
        assertThat(answers).hasSize(50).containsOnly(Inspection.Accepted.whole(FileType.PDF, 2));
        assertThat(reader.idleChildren()).isBetween(1, 2);
    }

    @Test
    void stopsIdleChildren() throws IOException {
        try (var thrifty = new DocumentReader(ReaderSettings.defaults().withIdleAfter(Duration.ofMillis(50)))) {
            thrifty.inspect(file(TestPdfs.text("one"))).block(LONG);
            Flux.interval(Duration.ofMillis(20))
                    .takeUntil(i -> thrifty.idleChildren() == 0)
                    .blockLast(LONG);
            assertThat(thrifty.idleChildren()).isZero();
            assertThat(thrifty.inspect(file(TestPdfs.text("one"))).block(LONG)).isInstanceOf(Inspection.Accepted.class);
        }
    }

    @Test
    void failsAsUnavailableWhenNoChildStarts() throws IOException {
        Path pdf = file(TestPdfs.text("one"));
        try (var broken = new DocumentReader(ReaderSettings.defaults().withClasspath(List.of(folder)))) {
            assertThatThrownBy(() -> broken.inspect(pdf).block(LONG)).isInstanceOf(ReaderUnavailable.class);
        }
    }

    @Test
    void failsOnceClosed() throws IOException {
        Path pdf = file(TestPdfs.text("one"));
        var closed = new DocumentReader(ReaderSettings.defaults());
        closed.close();
        assertThatThrownBy(() -> closed.inspect(pdf).block(LONG)).isInstanceOf(ReaderUnavailable.class);
    }

    @Test
    void leavesNoChildBehind() throws IOException {
        List<ProcessHandle> others = ProcessHandle.current().children().toList();
        var own = new DocumentReader(ReaderSettings.defaults());
        own.inspect(file(TestPdfs.text("one"))).block(LONG);
        List<ProcessHandle> children = ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .toList();
        assertThat(children).isNotEmpty();
        own.close();
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(i -> children.stream().noneMatch(ProcessHandle::isAlive))
                .blockLast(LONG);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
}
