package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A till receipt as an image: there is no text in it, only pixels. */
final class ScannedReceipt implements DemoDocument {
    private static final float DPI = 300;

    private final Receipt receipt = new Receipt(
            "Station Books",
            "1 Queen Street, Leeds LS1 2TW",
            LocalDate.of(2026, 7, 9),
            "771020",
            List.of(
                    LineItem.of("Notebook ruled", 3, "4.50"),
                    LineItem.of("Atlas of rivers", 1, "24.99"),
                    LineItem.of("Postcard", 4, "0.80")));

    @Override
    public String filename() {
        return "receipt-station-books.png";
    }

    @Override
    public Extracted expected() {
        return receipt.expected();
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet roll = receipt.draw()) {
            var image = new PDFRenderer(roll.document()).renderImageWithDPI(0, DPI, ImageType.GRAY);
            ImageIO.write(image, "png", file.toFile());
        }
    }
}
