package io.ingestio.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Letterhead, labels with colons on the right, a ruled table, the sums below it. US style. */
final class ClassicInvoice implements DemoDocument {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH);

    private final Invoice invoice = new Invoice(
            "NW-2026-0147",
            LocalDate.of(2026, 3, 14),
            LocalDate.of(2026, 4, 13),
            "Northwind Paper Company",
            "Harbor Street Dental Group",
            "USD",
            new BigDecimal("8.25"),
            List.of(
                    LineItem.of("Copy paper A4, box of 5 reams", 12, "28.50"),
                    LineItem.of("Appointment cards, pack of 500", 3, "41.20"),
                    LineItem.of("Thermal rolls 80 mm", 40, "1.95"),
                    LineItem.of("Desk organizer, oak", 2, "64.00")));

    @Override
    public String filename() {
        return "invoice-northwind.pdf";
    }

    @Override
    public Extracted expected() {
        return invoice.expected();
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet sheet = Sheet.a4()) {
            sheet.bold(50, 70, 18, invoice.seller());
            sheet.text(50, 88, 10, "118 Mill Road, Portland, ME 04101");
            sheet.boldRight(545, 70, 22, "INVOICE");
            label(sheet, 120, "Invoice Number:", invoice.number());
            label(sheet, 136, "Invoice Date:", DATE.format(invoice.date()));
            label(sheet, 152, "Due Date:", DATE.format(invoice.due()));
            sheet.bold(50, 120, 10, "Bill To:");
            sheet.text(50, 136, 10, invoice.buyer());
            sheet.text(50, 150, 10, "9 Harbor Street, Portland, ME 04103");
            table(sheet);
            sheet.save(file);
        }
    }

    private static void label(Sheet sheet, float y, String label, String value) throws IOException {
        sheet.bold(350, y, 10, label);
        sheet.right(545, y, 10, value);
    }

    private void table(Sheet sheet) throws IOException {
        sheet.bold(50, 210, 10, "Description");
        sheet.boldRight(360, 210, 10, "Qty");
        sheet.boldRight(450, 210, 10, "Unit Price");
        sheet.boldRight(545, 210, 10, "Amount");
        sheet.rule(50, 545, 216);
        float y = 234;
        for (LineItem item : invoice.items()) {
            sheet.text(50, y, 10, item.description());
            sheet.right(360, y, 10, Integer.toString(item.quantity()));
            sheet.right(450, y, 10, dollars(item.unitPrice()));
            sheet.right(545, y, 10, dollars(item.amount()));
            y += 18;
        }
        sheet.rule(50, 545, y - 8);
        sum(sheet, y + 14, "Subtotal", invoice.subtotal());
        sum(sheet, y + 30, "Sales Tax (8.25%)", invoice.tax());
        sheet.bold(390, y + 50, 12, "Total Due");
        sheet.boldRight(545, y + 50, 12, dollars(invoice.total()));
        sheet.text(50, 780, 9, "Please pay within 30 days. Thank you for your business.");
    }

    private static void sum(Sheet sheet, float y, String label, BigDecimal amount) throws IOException {
        sheet.text(390, y, 10, label);
        sheet.right(545, y, 10, dollars(amount));
    }

    private static String dollars(BigDecimal amount) {
        return String.format(Locale.US, "$%,.2f", amount);
    }
}
