package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class SharesIT extends ReaderFixture {

    /** Each of the hostile files costs its child after seconds. */
    @Test
    void hostileFilesOfOneUserDelayNoOther() throws IOException {
        Path bomb = folder.resolve("content.pdf");
        TestPdfs.bomb(
                bomb,
                "",
                "1 0 0 1 0 0 cm  ",
                1L << 30,
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>");
        Path good = file(TestPdfs.text("good"));
        try (var shared = new DocumentReader(ReaderSettings.defaults().withWallClock(Duration.ofSeconds(3)))) {
            shared.inspect(good).block(LONG);
            var ended = new AtomicInteger();
            Disposable hostile = Flux.range(0, 40)
                    .flatMap(
                            i -> shared.read(bomb)
                                    .then()
                                    .onErrorComplete()
                                    .doFinally(signal -> ended.incrementAndGet()),
                            40)
                    .contextWrite(DocumentReader.sharedBy("mallory"))
                    .subscribe();
            for (int i = 0; i < 5; i++) {
                assertThat(shared.inspect(good)
                                .contextWrite(DocumentReader.sharedBy("alice"))
                                .block(LONG))
                        .isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
            }
            assertThat(ended)
                    .as("hostile files that ended before those of the other")
                    .hasValueLessThan(20);
            hostile.dispose();
        }
    }
}
