package io.ingestio.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What an invoice says, however it looks. */
record Invoice(
        String number,
        LocalDate date,
        LocalDate due,
        String seller,
        String buyer,
        String currency,
        BigDecimal taxPercent,
        List<LineItem> items) {

    BigDecimal subtotal() {
        return LineItem.total(items);
    }

    BigDecimal tax() {
        return subtotal().multiply(taxPercent).divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    BigDecimal total() {
        return subtotal().add(tax());
    }

    DemoDocument.Extracted expected() {
        return new DemoDocument.Extracted(
                "invoice",
                Map.ofEntries(
                        Map.entry("vendor_name", seller),
                        Map.entry("customer_name", buyer),
                        Map.entry("invoice_number", number),
                        Map.entry("invoice_date", date),
                        Map.entry("due_date", due),
                        Map.entry("currency", currency),
                        Map.entry("subtotal", subtotal()),
                        Map.entry("tax_amount", tax()),
                        Map.entry("total", total()),
                        Map.entry(
                                "line_items",
                                items.stream().map(LineItem::values).toList())));
    }
}
