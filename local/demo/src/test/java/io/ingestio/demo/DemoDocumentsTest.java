package io.ingestio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDocumentsTest {
    @TempDir
    private Path folder;

    @Test
    void thereIsEveryKindOfDocument() throws IOException {
        List<Path> files = DemoDocuments.write(folder);

        assertThat(files).hasSize(7).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(DemoDocuments.ALL)
                .extracting(DemoDocument::expected)
                .filteredOn(DemoDocument.Refused.class::isInstance)
                .hasSize(1);
    }

    @Test
    void theInvoicesShowTheirNumbersAsText() throws IOException {
        assertThat(textOf(new ClassicInvoice())).contains("NW-2026-0147", "March 14, 2026", "$28.50", "Total Due");
        assertThat(textOf(new EuropeanInvoice())).contains("RE-88213", "02.05.2026", "1.249,00 €", "Gesamtbetrag");
    }

    @Test
    void theStatementHasSeveralPages() throws IOException {
        Path file = written(new BankStatement());
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(3);
        }
    }

    @Test
    void theScanIsAnImageLargeEnoughToRead() throws IOException {
        BufferedImage image = ImageIO.read(written(new ScannedReceipt()).toFile());

        assertThat(image.getWidth()).isGreaterThan(800);
        assertThat(darkPixels(image)).isGreaterThan(5_000);
    }

    @Test
    void theBrokenOneIsNoPdf() throws IOException {
        assertThat(Files.readString(written(new BrokenFile()))).doesNotStartWith("%PDF");
    }

    private Path written(DemoDocument document) throws IOException {
        Path file = folder.resolve(document.filename());
        document.write(file);
        return file;
    }

    private String textOf(DemoDocument document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(written(document).toFile())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static long darkPixels(BufferedImage image) {
        long dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }
}
