package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A thousand damaged PDFs: each sample truncated at every percent, and with random bytes in it. Every one is accepted or rejected, and
 * what is accepted can be read, or is rejected then; none is a fault of the reader, and the next whole file is read.
 *
 * <p>The long form takes every PDF of a folder: {@code -Dingestio.damaged=FOLDER}, with {@code -Dingestio.damaged.fuzzed=N} versions of each
 * (20) and {@code -Dingestio.damaged.seed=N}.
 */
class DamagedPdfsIT extends ReaderFixture {
    private static final Duration ENDS = Duration.ofMinutes(30);
    private static final int FUZZED = Integer.getInteger("ingestio.damaged.fuzzed", 20);
    private static final long SEED = Long.getLong("ingestio.damaged.seed", 1);
    private static final int OWN_FUZZED = 70;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();

    @Test
    void everyDamagedPdfIsAcceptedOrRejected() throws IOException {
        String given = System.getProperty("ingestio.damaged");
        List<byte[]> samples = given == null ? ownSamples() : samplesIn(Path.of(given));
        var random = new Random(SEED);
        for (byte[] sample : samples) {
            List<byte[]> damaged = new ArrayList<>();
            for (int percent = 1; percent < 100; percent++) {
                damaged.add(Arrays.copyOf(sample, (int) ((long) sample.length * percent / 100)));
            }
            for (int i = 0; i < (given == null ? OWN_FUZZED : FUZZED); i++) {
                damaged.add(fuzzed(sample, random));
            }
            Flux.fromIterable(damaged).flatMap(this::judge, 4).blockLast(ENDS);
        }
        System.out.printf("damaged PDFs: %s accepted, %s rejected%n", accepted, rejected);
        assertThat(accepted.get() + rejected.get()).isGreaterThanOrEqualTo(samples.size() * 100);
        assertThat(accepted).hasPositiveValue();
        assertThat(rejected).hasPositiveValue();
        assertThat(inspect(TestPdfs.text("after"))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    /** Plain and packed objects, one that is encrypted, scans, and a tree in several levels. */
    private static List<byte[]> ownSamples() throws IOException {
        return List.of(
                TestPdfs.text("one", "two", "three"),
                TestPdfs.encrypted("", "owner"),
                TestPdfs.scan(COSName.JPX_DECODE),
                TestPdfs.scan(COSName.JBIG2_DECODE),
                TestPdfs.turned(90, "turned"),
                TestPdfs.raw(
                        "<</Type/Catalog/Pages 2 0 R>>",
                        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3>>",
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
                        "<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2>>",
                        "<</Type/Page/Parent 4 0 R/MediaBox[0 0 200 200]>>",
                        "<</Type/Page/Parent 4 0 R/MediaBox[0 0 200 200]>>"));
    }

    private static List<byte[]> samplesIn(Path folder) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pdf"))
                    .sorted()
                    .toList()) {
                samples.add(Files.readAllBytes(file));
            }
        }
        return samples;
    }

    private static byte[] fuzzed(byte[] sample, Random random) {
        byte[] fuzzed = sample.clone();
        int changes = 1 + random.nextInt(1 + sample.length / 200);
        for (int i = 0; i < changes; i++) {
            fuzzed[random.nextInt(fuzzed.length)] = (byte) random.nextInt(256);
        }
        return fuzzed;
    }

    private Mono<Object> judge(byte[] damaged) {
        return Mono.using(
                () -> file(damaged),
                path -> reader.inspect(path).flatMap(inspection -> switch (inspection) {
                    case Inspection.Accepted found -> {
                        assertThat(found.pages()).isPositive();
                        accepted.incrementAndGet();
                        yield reader.read(path)
                                .<Object>map(DocumentText::pages)
                                .onErrorResume(UnreadableDocument.class, failure -> Mono.just(failure.code()));
                    }
                    case Inspection.Rejected found -> {
                        rejected.incrementAndGet();
                        yield Mono.<Object>just(found.code());
                    }
                }),
                DamagedPdfsIT::delete);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
