package io.ingestio.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a till prints. */
record Receipt(String merchant, String address, LocalDate date, String number, List<LineItem> items) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final float RIGHT = 207;

    BigDecimal total() {
        return LineItem.total(items);
    }

    DemoDocument.Extracted expected() {
        return new DemoDocument.Extracted(
                "receipt",
                Map.of(
                        "merchant_name",
                        merchant,
                        "receipt_number",
                        number,
                        "date",
                        date,
                        "currency",
                        "GBP",
                        "total",
                        total()));
    }

    Sheet draw() throws IOException {
        Sheet roll = Sheet.roll(230 + 16f * items.size());
        roll.centred(30, 14, merchant);
        roll.centred(46, 9, address);
        roll.centred(64, 11, "RECEIPT");
        roll.text(20, 88, 9, "Receipt No: " + number);
        roll.text(20, 102, 9, "Date: " + DATE.format(date));
        roll.rule(20, RIGHT, 110);
        float y = 128;
        for (LineItem item : items) {
            roll.text(20, y, 9, item.quantity() + " x " + item.description());
            roll.right(RIGHT, y, 9, amount(item.amount()));
            y += 16;
        }
        roll.rule(20, RIGHT, y - 6);
        roll.bold(20, y + 12, 12, "TOTAL");
        roll.boldRight(RIGHT, y + 12, 12, amount(total()));
        roll.text(20, y + 30, 9, "CARD");
        roll.right(RIGHT, y + 30, 9, amount(total()));
        roll.centred(y + 56, 9, "Thank you, see you soon!");
        return roll;
    }

    private static String amount(BigDecimal amount) {
        return String.format(Locale.UK, "£%.2f", amount);
    }
}
