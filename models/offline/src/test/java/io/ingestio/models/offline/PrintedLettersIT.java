package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.models.Instructions;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typeset pages: several font sizes on one page, lines that are not on one grid. */
class PrintedLettersIT {

    private record Text(float x, float y, float points, String words) {}

    @TempDir
    Path folder;

    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void readsTheCustomerBelowASmallLabel() throws IOException {
        assertThat(extract(
                        "invoice",
                        new Text(330, 60, 9, "Nordhof Metallbau GmbH · Werftstraße 9 · 24143 Kiel"),
                        new Text(60, 95, 8, "Rechnung an"),
                        new Text(60, 110, 11, "Schreinerei Falk OHG"),
                        new Text(60, 125, 11, "Birkenweg 3"),
                        new Text(60, 140, 11, "01067 Dresden"),
                        new Text(60, 210, 20, "Rechnung"),
                        new Text(60, 240, 9, "Rechnungsnummer"),
                        new Text(60, 254, 11, "R-771"),
                        new Text(220, 240, 9, "Rechnungsdatum"),
                        new Text(220, 254, 11, "02.05.2026")))
                .containsEntry("customer_name", "Schreinerei Falk OHG")
                .containsEntry("vendor_name", "Nordhof Metallbau GmbH")
                .containsEntry("invoice_number", "R-771")
                .containsEntry("invoice_date", "2026-05-02");
    }

    @Test
    void readsRecipientOfLetterWithoutLabel() throws IOException {
        assertThat(extract(
                        "invoice",
                        new Text(380, 50, 16, "Nordhof Metallbau"),
                        new Text(71, 133, 7, "Nordhof Metallbau GmbH · Werftstraße 9 · 24143 Kiel"),
                        new Text(71, 150, 10, "Herrn"),
                        new Text(71, 163, 10, "Jonas Reuter"),
                        new Text(71, 176, 10, "Birkenweg 3"),
                        new Text(71, 189, 10, "01067 Dresden"),
                        new Text(370, 150, 9, "Rechnungsnummer:"),
                        new Text(480, 150, 9, "R-771"),
                        new Text(370, 163, 9, "Rechnungsdatum:"),
                        new Text(480, 163, 9, "02.05.2026"),
                        new Text(71, 280, 14, "Rechnung"),
                        new Text(71, 310, 10, "Gesamtbetrag"),
                        new Text(480, 310, 10, "119,00 €")))
                .containsEntry("customer_name", "Jonas Reuter")
                .containsEntry("vendor_name", "Nordhof Metallbau GmbH")
                .containsEntry("invoice_number", "R-771")
                .containsEntry("invoice_date", "2026-05-02");
    }

    @Test
    void readsTheAccountNumberOfAStatement() throws IOException {
        assertThat(extract(
                        "bank_statement",
                        new Text(50, 60, 18, "Calder Valley Bank"),
                        new Text(50, 84, 13, "Quarterly Statement"),
                        new Text(50, 106, 10, "Account holder: Miriam Okonjo"),
                        new Text(50, 120, 10, "Account number: 40218876"),
                        new Text(320, 106, 10, "Statement period: 01 Jan 2026 to 31 Mar 2026"),
                        new Text(320, 120, 10, "Currency: GBP"),
                        new Text(50, 140, 10, "Opening balance: 4,210.55"),
                        new Text(50, 166, 10, "Date"),
                        new Text(135, 166, 10, "Description"),
                        new Text(400, 166, 10, "Amount"),
                        new Text(500, 166, 10, "Balance"),
                        new Text(50, 188, 9, "01 Jan 2026"),
                        new Text(135, 188, 9, "Card payment Greengrocer"),
                        new Text(405, 188, 9, "-10.55"),
                        new Text(500, 188, 9, "4,200.00")))
                .containsEntry("account_number", "40218876")
                .containsEntry("account_holder", "Miriam Okonjo")
                .containsEntry("period_start", "2026-01-01")
                .containsEntry("currency", "GBP");
    }

    private Map<String, Object> extract(String type, Text... texts) throws IOException {
        Path file = folder.resolve("printed.pdf");
        PDFont font = new PDType1Font(FontName.HELVETICA);
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                for (Text text : texts) {
                    content.beginText();
                    content.setFont(font, text.points());
                    content.newLineAtOffset(text.x(), PDRectangle.A4.getHeight() - text.y());
                    content.showText(text.words());
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
        Reading reading = Reading.of(reader.read(file).block(Duration.ofSeconds(30)));
        return OfflineModel.data(reading, type, new Instructions("Extract everything", null, null));
    }
}
