package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** PDFs whose structure is unusual or damaged, and that viewers open nevertheless. */
class PageTreeIT extends ReaderFixture {
    private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
    private static final String PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>";

    @Test
    void followsReferencesToTheEnd() throws IOException {
        assertThat(inspect(TestPdfs.raw(
                        CATALOG, "<</Type/Pages/Kids 3 0 R/Count 2>>", "[4 0 R 5 0 R]", PAGE, "6 0 R", PAGE)))
                .isEqualTo(new Inspection.Accepted(FileType.PDF, 2, true));
    }

    @Test
    void countsAPageThatIsListedTwiceTwice() throws IOException {
        assertThat(inspect(TestPdfs.raw(CATALOG, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>", PAGE)))
                .isEqualTo(pages(2));
    }

    @Test
    void needsNoTypes() throws IOException {
        assertThat(inspect(TestPdfs.raw(
                        CATALOG, "<</Kids[3 0 R 4 0 R]>>", "<</MediaBox[0 0 9 9]>>", "<</Kids[5 0 R]>>", PAGE)))
                .isEqualTo(pages(2));
    }

    @Test
    void endsWhereATreeIsSharedForEver() throws IOException {
        String[] objects = new String[32];
        objects[0] = CATALOG;
        for (int i = 1; i < objects.length - 1; i++) {
            String next = (i + 2) + " 0 R ";
            objects[i] = "<</Type/Pages/Kids[" + next + next + "]>>";
        }
        objects[objects.length - 1] = "<</Type/Pages/Kids[]>>";
        assertThat(codeOf(inspect(TestPdfs.raw(objects)))).isEqualTo(RejectionCode.RESOURCE_LIMIT);
        objects[objects.length - 1] = PAGE;
        assertThat(codeOf(inspect(TestPdfs.raw(objects)))).isEqualTo(RejectionCode.TOO_MANY_PAGES);
    }

    @Test
    void countsALostPageThatCannotBeDrawn() throws IOException {
        Path pdf = file(TestPdfs.raw(CATALOG, "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2/MediaBox[0 0 50 50]>>", PAGE));
        assertThat(reader.inspect(pdf).block(LONG)).isEqualTo(new Inspection.Accepted(FileType.PDF, 2, true));
        assertThat(reader.read(pdf).block(LONG).pages()).hasSize(2);
        assertThat(reader.render(pdf, 1, 72, folder.resolve("there.png")).block(LONG))
                .exists();
        assertThatThrownBy(() ->
                        reader.render(pdf, 2, 72, folder.resolve("lost.png")).block(LONG))
                .isInstanceOfSatisfying(
                        UnreadableDocument.class,
                        failure -> assertThat(failure.code()).isEqualTo(RejectionCode.UNREADABLE_PDF));
    }

    @Test
    void opensWhatBeginsLate() throws IOException {
        byte[] pdf = TestPdfs.text("late", "later");
        byte[] late = new byte[900_000 + pdf.length];
        Arrays.fill(late, 0, 900_000, (byte) 'x');
        System.arraycopy(pdf, 0, late, 900_000, pdf.length);
        assertThat(inspect(late)).isEqualTo(pages(2));
    }

    @Test
    void opensWhatHasLostItsHeader() throws IOException {
        assertThat(inspect(changed(TestPdfs.claiming("1"), "%PDF-1.7", "%XYZ-1.7")))
                .isEqualTo(pages(1));
    }

    @Test
    void opensWhatHasLostItsCrossReferences() throws IOException {
        byte[] pdf = TestPdfs.claiming("1");
        assertThat(inspect(changed(pdf, "startxref", "star"))).isEqualTo(pages(1));
        assertThat(inspect(changed(pdf, "trailer", "lost"))).isEqualTo(pages(1));
        assertThat(inspect(changed(pdf, "\n0000000", "\n9999999"))).isEqualTo(pages(1));
    }

    @Test
    void opensWhatHasLostItsCatalog() throws IOException {
        byte[] pdf = TestPdfs.raw(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[4 0 R 3 0 R]/Count 2>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>");
        Path lost = file(changed(pdf, "/Catalog", "/Xatalog"));
        assertThat(reader.inspect(lost).block(LONG)).isEqualTo(pages(2));
        assertThat(reader.read(lost).block(LONG).pages())
                .extracting(PageText::width)
                .containsExactly(100f, 200f);
        assertThat(inspect(changed(pdf, "/Type/Pages", "/Type/Xages"))).isEqualTo(pages(2));
    }

    private static Inspection pages(int count) {
        return Inspection.Accepted.whole(FileType.PDF, count);
    }

    private static byte[] changed(byte[] pdf, String old, String other) {
        return new String(pdf, StandardCharsets.ISO_8859_1).replace(old, other).getBytes(StandardCharsets.ISO_8859_1);
    }
}
