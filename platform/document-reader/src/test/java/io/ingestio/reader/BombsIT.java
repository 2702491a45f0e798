package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Small files that demand more than the limits: each is rejected, and the reader reads the next file. */
class BombsIT extends ReaderFixture {
    private static final Duration ENDS = Duration.ofMinutes(5);
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void survivesObjectStreamOfOneGibibyte() throws IOException {
        Path bomb = folder.resolve("objects.pdf");
        // Its first numbers place object 2, the page tree, after 64 KiB, so that all of it must be inflated.
        TestPdfs.bomb(
                bomb,
                "/Type/ObjStm/N 1/First 65536",
                "2 0                                                             ",
                GIBIBYTE,
                "<</Type/Catalog/Pages 2 0 R>>");
        assertThat(bomb.toFile().length()).isLessThan(8 << 20);

        Mono<Inspection> neighbour = reader.inspect(file(TestPdfs.text("fine")));
        Inspection rejected = Mono.zip(reader.inspect(bomb), neighbour)
                .doOnNext(both -> assertThat(both.getT2()).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1)))
                .block(LONG)
                .getT1();
        assertThat(codeOf(rejected)).isEqualTo(RejectionCode.RESOURCE_LIMIT);
        assertThat(inspect(TestPdfs.text("after"))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    @Test
    void killsAChildThatComputesTooLong() throws IOException {
        Path bomb = folder.resolve("content.pdf");
        TestPdfs.bomb(
                bomb,
                "",
                "1 0 0 1 0 0 cm  ",
                GIBIBYTE,
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>");
        try (var hasty = new DocumentReader(ReaderSettings.defaults().withWallClock(Duration.ofSeconds(2)))) {
            assertThatThrownBy(() -> onAMachineThatWorks(hasty.read(bomb)).block(ENDS))
                    .isInstanceOfSatisfying(
                            UnreadableDocument.class,
                            failure -> assertThat(failure.code()).isEqualTo(RejectionCode.RESOURCE_LIMIT));
            assertThat(hasty.inspect(file(TestPdfs.text("after"))).block(LONG))
                    .isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
        }
    }

    /** A machine that gives a child no processor is no reason to reject its file. */
    private static <T> Mono<T> onAMachineThatWorks(Mono<T> work) {
        return work.retryWhen(Retry.max(20).filter(ReaderUnavailable.class::isInstance));
    }

    @Test
    void rejectsAHugeImageInsideAPdf() throws IOException {
        Path bomb = folder.resolve("image.pdf");
        String content = "200 0 0 200 0 0 cm /Im Do";
        TestPdfs.bomb(
                bomb,
                "/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8",
                "\0".repeat(64),
                900_000_000,
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>",
                "<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream");

        assertThatThrownBy(() ->
                        reader.render(bomb, 1, 150, folder.resolve("bomb.png")).block(LONG))
                .isInstanceOfSatisfying(
                        UnreadableDocument.class,
                        failure -> assertThat(failure.code()).isEqualTo(RejectionCode.RESOURCE_LIMIT));
        assertThat(folder.resolve("bomb.png")).doesNotExist();
    }

    @Test
    void rejectsHugePage() throws IOException {
        String pdf = new String(TestPdfs.claiming("1"), StandardCharsets.ISO_8859_1)
                .replace("[0 0 200 200]", "[0 0 200000 200000]");
        Inspection inspection = inspect(pdf.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(inspection).isInstanceOfSatisfying(Inspection.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(RejectionCode.RESOURCE_LIMIT);
            assertThat(rejected.detail()).contains("2778 × 2778 inches");
        });
    }

    @Test
    void rejectsAHugeImageByItsHeader() throws IOException {
        Inspection inspection = inspect(png(30_000, 30_000));
        assertThat(codeOf(inspection)).isEqualTo(RejectionCode.RESOURCE_LIMIT);
    }

    @Test
    void survivesDeeplyNestedPageTree() throws IOException {
        int depth = 50_000;
        String[] objects = new String[depth + 1];
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>";
        for (int i = 1; i < depth; i++) {
            objects[i] = "<</Type/Pages/Count 1/Kids[" + (i + 2) + " 0 R]>>";
        }
        objects[depth] = "<</Type/Page/MediaBox[0 0 200 200]>>";
        assertThat(inspect(TestPdfs.raw(objects))).isNotNull();
        assertThat(inspect(TestPdfs.text("after"))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    /** The chunks of a grey PNG, without the pixels. */
    private static byte[] png(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        chunk(bytes, "IHDR", header.toByteArray());
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[width + 1]);
        }
        chunk(bytes, "IDAT", pixels.toByteArray());
        chunk(bytes, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream into, String type, byte[] data) throws IOException {
        var out = new DataOutputStream(into);
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
