package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A till receipt as a PDF. */
final class PrintedReceipt implements DemoDocument {
    private final Receipt receipt = new Receipt(
            "The Copper Kettle",
            "22 Bridge Lane, York YO1 6DD",
            LocalDate.of(2026, 6, 21),
            "004512",
            List.of(
                    LineItem.of("Flat white", 2, "3.40"),
                    LineItem.of("Cheese scone", 2, "2.95"),
                    LineItem.of("Lentil soup", 1, "6.80")));

    @Override
    public String filename() {
        return "receipt-copper-kettle.pdf";
    }

    @Override
    public Extracted expected() {
        return receipt.expected();
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet roll = receipt.draw()) {
            roll.save(file);
        }
    }
}
