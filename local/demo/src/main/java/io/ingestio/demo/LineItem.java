package io.ingestio.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** One line of an invoice or a receipt. */
record LineItem(String description, int quantity, BigDecimal unitPrice) {
    static LineItem of(String description, int quantity, String unitPrice) {
        return new LineItem(description, quantity, new BigDecimal(unitPrice));
    }

    BigDecimal amount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    static BigDecimal total(List<LineItem> items) {
        return items.stream().map(LineItem::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** As the extracted data must show it. */
    Map<String, Object> values() {
        return Map.of(
                "description",
                description,
                "quantity",
                BigDecimal.valueOf(quantity),
                "unit_price",
                unitPrice,
                "amount",
                amount());
    }
}
