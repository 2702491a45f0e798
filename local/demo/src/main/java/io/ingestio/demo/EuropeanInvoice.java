package io.ingestio.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A German invoice: labels above their values in one row, decimal commas, item numbers first, amounts with currency.
 */
final class EuropeanInvoice implements DemoDocument {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Invoice invoice = new Invoice(
            "RE-88213",
            LocalDate.of(2026, 5, 2),
            LocalDate.of(2026, 5, 16),
            "Lindauer Werkzeugbau GmbH",
            "Tischlerei Brandt OHG",
            "EUR",
            new BigDecimal("19"),
            List.of(
                    LineItem.of("Hobelmesser HSS 260 mm", 6, "34.90"),
                    LineItem.of("Spannzange ER32", 4, "18.75"),
                    LineItem.of("Schleifscheibe Korn 120", 25, "3.20"),
                    LineItem.of("Wartung Kreissäge", 1, "1249.00"),
                    LineItem.of("Anfahrt Zone 2", 1, "45.00")));

    @Override
    public String filename() {
        return "rechnung-lindauer.pdf";
    }

    @Override
    public Extracted expected() {
        return invoice.expected();
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet sheet = Sheet.a4()) {
            sheet.right(545, 60, 9, invoice.seller() + " · Hafenweg 4 · 88131 Lindau");
            sheet.text(60, 95, 8, "Rechnung an");
            sheet.text(60, 110, 11, invoice.buyer());
            sheet.text(60, 125, 11, "Gartenstraße 17");
            sheet.text(60, 140, 11, "70182 Stuttgart");
            sheet.bold(60, 210, 20, "Rechnung");
            column(sheet, 60, "Rechnungsnummer", invoice.number());
            column(sheet, 220, "Rechnungsdatum", DATE.format(invoice.date()));
            column(sheet, 380, "Fällig am", DATE.format(invoice.due()));
            table(sheet);
            sheet.save(file);
        }
    }

    private static void column(Sheet sheet, float x, String label, String value) throws IOException {
        sheet.text(x, 240, 9, label);
        sheet.bold(x, 254, 11, value);
    }

    private void table(Sheet sheet) throws IOException {
        sheet.rule(60, 545, 284);
        sheet.bold(60, 298, 9, "Pos.");
        sheet.bold(95, 298, 9, "Bezeichnung");
        sheet.boldRight(350, 298, 9, "Menge");
        sheet.boldRight(450, 298, 9, "Einzelpreis");
        sheet.boldRight(545, 298, 9, "Betrag");
        sheet.rule(60, 545, 304);
        float y = 322;
        int position = 1;
        for (LineItem item : invoice.items()) {
            sheet.text(60, y, 10, Integer.toString(position++));
            sheet.text(95, y, 10, item.description());
            sheet.right(350, y, 10, Integer.toString(item.quantity()));
            sheet.right(450, y, 10, euros(item.unitPrice()));
            sheet.right(545, y, 10, euros(item.amount()));
            y += 20;
        }
        sheet.rule(60, 545, y - 6);
        sum(sheet, y + 14, "Nettobetrag", invoice.subtotal());
        sum(sheet, y + 32, "MwSt. 19 %", invoice.tax());
        sheet.bold(350, y + 54, 12, "Gesamtbetrag");
        sheet.boldRight(545, y + 54, 12, euros(invoice.total()));
    }

    private static void sum(Sheet sheet, float y, String label, BigDecimal amount) throws IOException {
        sheet.text(350, y, 10, label);
        sheet.right(545, y, 10, euros(amount));
    }

    private static String euros(BigDecimal amount) {
        return String.format(Locale.GERMANY, "%,.2f €", amount);
    }
}
