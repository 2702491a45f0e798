package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectIT extends ReaderFixture {

    @Test
    void countsThePagesOfAPdf() throws IOException {
        assertThat(inspect(TestPdfs.text("one", "two", "three"))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 3));
    }

    @Test
    void countsAnImageAsOnePage() throws IOException {
        assertThat(inspect(image("png"))).isEqualTo(Inspection.Accepted.whole(FileType.PNG, 1));
        assertThat(inspect(image("jpg"))).isEqualTo(Inspection.Accepted.whole(FileType.JPEG, 1));
    }

    @Test
    void rejectsAnEmptyFile() throws IOException {
        assertThat(inspect(new byte[0])).isEqualTo(Inspection.Rejected.of(RejectionCode.EMPTY_FILE));
    }

    @Test
    void rejectsWhatIsNeitherPdfNorImage() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var entries = new ZipOutputStream(zip)) {
            entries.setLevel(0);
            entries.putNextEntry(new ZipEntry("inside.pdf"));
            entries.write(TestPdfs.text("a PDF in an archive"));
            entries.closeEntry();
        }
        for (byte[] bytes : new byte[][] {
            {'x'},
            "plain text".getBytes(StandardCharsets.UTF_8),
            "<html><body>no</body></html>".getBytes(StandardCharsets.UTF_8),
            zip.toByteArray()
        }) {
            assertThat(codeOf(inspect(bytes))).isEqualTo(RejectionCode.UNSUPPORTED_FILE_TYPE);
        }
    }

    @Test
    void findsThePdfHeaderBehindOtherBytes() throws IOException {
        byte[] pdf = TestPdfs.text("late");
        byte[] late = new byte[900 + pdf.length];
        Arrays.fill(late, 0, 900, (byte) '\n');
        System.arraycopy(pdf, 0, late, 900, pdf.length);
        assertThat(inspect(late)).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    @Test
    void rejectsAPdfWithPassword() throws IOException {
        assertThat(codeOf(inspect(TestPdfs.encrypted("user", "owner")))).isEqualTo(RejectionCode.ENCRYPTED_PDF);
    }

    @Test
    void rejectsAPdfWithCertificate() throws IOException {
        String pdf = new String(TestPdfs.claiming("1"), StandardCharsets.ISO_8859_1)
                .replace(
                        "/Root 1 0 R",
                        "/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4>>");
        assertThat(codeOf(inspect(pdf.getBytes(StandardCharsets.ISO_8859_1)))).isEqualTo(RejectionCode.ENCRYPTED_PDF);
    }

    @Test
    void acceptsAPdfWithOwnerPasswordOnly() throws IOException {
        assertThat(inspect(TestPdfs.encrypted("", "owner"))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    @Test
    void rejectsAPdfWithoutPages() throws IOException {
        assertThat(codeOf(inspect(TestPdfs.withoutPages()))).isEqualTo(RejectionCode.PDF_WITHOUT_PAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000000000", "-7", "0"})
    void countsPagesItselfWhateverThePdfClaims(String claimed) throws IOException {
        assertThat(inspect(TestPdfs.claiming(claimed))).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    @Test
    void countsEachPageOfACyclicTreeOnce() throws IOException {
        byte[] pdf = TestPdfs.raw(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>");
        assertThat(inspect(pdf)).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }

    @Test
    void rejectsMorePagesThanAllowed() throws IOException {
        try (var strict = new DocumentReader(ReaderSettings.defaults().withMaxPages(2))) {
            Inspection inspection =
                    strict.inspect(file(TestPdfs.text("1", "2", "3"))).block(LONG);
            assertThat(codeOf(inspection)).isEqualTo(RejectionCode.TOO_MANY_PAGES);
        }
    }

    @Test
    void answersForFileTruncatedAnywhere() throws IOException {
        byte[] whole = TestPdfs.text("a", "b");
        for (int percent = 1; percent < 100; percent += 7) {
            assertThat(inspect(Arrays.copyOf(whole, whole.length * percent / 100)))
                    .isNotNull();
        }
        assertThat(codeOf(inspect(Arrays.copyOf(whole, 40)))).isEqualTo(RejectionCode.UNREADABLE_PDF);
    }

    @Test
    void rejectsADamagedImage() throws IOException {
        byte[] png = image("png");
        assertThat(codeOf(inspect(Arrays.copyOf(png, 40)))).isEqualTo(RejectionCode.UNREADABLE_IMAGE);
        assertThat(codeOf(inspect(Arrays.copyOf(image("jpg"), 30)))).isEqualTo(RejectionCode.UNREADABLE_IMAGE);
    }

    private static byte[] image(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    @Test
    void saysThatAPdfLostPages() throws IOException {
        byte[] pdf = TestPdfs.raw(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>");
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        byte[] cut = text.substring(0, text.indexOf("4 0 obj")).getBytes(StandardCharsets.ISO_8859_1);
        byte[] withEnd = (text.substring(0, text.indexOf("4 0 obj")) + "trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(inspect(pdf)).isEqualTo(Inspection.Accepted.whole(FileType.PDF, 2));
        for (byte[] damaged : List.of(cut, withEnd)) {
            assertThat(inspect(damaged)).isEqualTo(new Inspection.Accepted(FileType.PDF, 1, true));
            assertThat(reader.read(file(damaged)).block(LONG))
                    .extracting(DocumentText::damaged, found -> found.pages().size())
                    .containsExactly(true, 1);
        }
    }

    @Test
    void paddedPdfIsNotDamaged() throws IOException {
        byte[] pdf = TestPdfs.text("padded");

        assertThat(inspect(Arrays.copyOf(pdf, pdf.length + 5_000)))
                .isEqualTo(Inspection.Accepted.whole(FileType.PDF, 1));
    }
}
