package io.ingestio.upload.receive;

import static io.ingestio.upload.receive.RawHttp.field;
import static io.ingestio.upload.receive.RawHttp.fileHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * Fifty files of 4 MB at the same time lie on disk, not on the heap. The long form, {@code -Dingestio.large.chunks=50}, sends files of 50 MB,
 * for a machine whose disk takes 2.5 GB within two minutes.
 */
@TestPropertySource(properties = {"ingestio.upload.max-file-size=50MB", "ingestio.upload.scratch=target/scratch-large"})
class ManyLargeFilesIT extends RunningUpload {

    private static final int SENDERS = 50;
    private static final int CHUNK = 1024 * 1024;
    private static final int CHUNKS = Integer.getInteger("ingestio.large.chunks", 4);
    private static final long BOUND = 128L * 1024 * 1024;

    @Test
    void heapStaysFlat() {
        String token = RealParts.keys().token("heavy", Set.of());
        long idle = liveHeap();
        List<RawHttp> senders = new ArrayList<>();
        try {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < SENDERS; i++) {
                    RawHttp http = open();
                    senders.add(http);
                    threads.submit(() -> send(http, token));
                }
            }
            long all = (long) SENDERS * CHUNKS * CHUNK;
            await().atMost(Duration.ofMinutes(2)).until(() -> scratch.heldBytes() >= all - (long) SENDERS * CHUNK);

            assertThat(liveHeap() - idle).isLessThan(BOUND);
        } finally {
            senders.forEach(RawHttp::close);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> scratch.heldBytes() == 0);
    }

    private RawHttp open() {
        try {
            return new RawHttp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(RawHttp http, String token) {
        byte[] chunk = new byte[CHUNK];
        try {
            http.submission(token, "Transfer-Encoding: chunked");
            http.chunk(field("promptStrategy", "auto") + fileHead("files", "a.pdf"));
            for (int i = 0; i < CHUNKS; i++) {
                http.chunk(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
