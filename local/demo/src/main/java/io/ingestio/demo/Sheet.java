package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A PDF that is written from top to bottom. Positions are points (1/72 inch) from the top left corner of the page. */
final class Sheet implements AutoCloseable {
    private static final PDFont PLAIN = new PDType1Font(FontName.HELVETICA);
    private static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

    private final PDDocument document = new PDDocument();
    private final PDRectangle size;
    private PDPageContentStream page;

    private Sheet(PDRectangle size) throws IOException {
        this.size = size;
        this.page = blankPage();
    }

    static Sheet a4() throws IOException {
        return new Sheet(PDRectangle.A4);
    }

    /** A till roll, 80 mm wide. */
    static Sheet roll(float height) throws IOException {
        return new Sheet(new PDRectangle(227, height));
    }

    void nextPage() throws IOException {
        page.close();
        page = blankPage();
    }

    void text(float x, float y, float points, String text) throws IOException {
        write(PLAIN, x, y, points, text);
    }

    void bold(float x, float y, float points, String text) throws IOException {
        write(BOLD, x, y, points, text);
    }

    /** Text that ends at x. */
    void right(float x, float y, float points, String text) throws IOException {
        write(PLAIN, x - PLAIN.getStringWidth(text) / 1000 * points, y, points, text);
    }

    void boldRight(float x, float y, float points, String text) throws IOException {
        write(BOLD, x - BOLD.getStringWidth(text) / 1000 * points, y, points, text);
    }

    void centred(float y, float points, String text) throws IOException {
        write(PLAIN, (size.getWidth() - PLAIN.getStringWidth(text) / 1000 * points) / 2, y, points, text);
    }

    void rule(float fromX, float toX, float y) throws IOException {
        page.moveTo(fromX, size.getHeight() - y);
        page.lineTo(toX, size.getHeight() - y);
        page.stroke();
    }

    PDDocument document() throws IOException {
        page.close();
        return document;
    }

    void save(Path file) throws IOException {
        document().save(file.toFile());
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private PDPageContentStream blankPage() throws IOException {
        var blank = new PDPage(size);
        document.addPage(blank);
        return new PDPageContentStream(document, blank);
    }

    private void write(PDFont font, float x, float y, float points, String text) throws IOException {
        page.beginText();
        page.setFont(font, points);
        page.newLineAtOffset(x, size.getHeight() - y);
        page.showText(text);
        page.endText();
    }
}
