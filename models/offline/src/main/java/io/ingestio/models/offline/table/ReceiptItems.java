package io.ingestio.models.offline.table;

import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Amounts.Amount;
import io.ingestio.models.offline.value.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of a receipt without column headings: lines of words that end in an amount, above the first sum. */
public final class ReceiptItems {
    private static final Set<String> SUMS =
            Set.of("total", "subtotal", "tax_amount", "rounding", "paid_amount", "change_due", "not_total", "discount");

    private final Reading reading;

    public ReceiptItems(Reading reading) {
        this.reading = reading;
    }

    public List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        String above = "";
        for (Row row : reading.layout().rows()) {
            boolean sum = row.cells().stream()
                    .flatMap(cell -> reading.hitsIn(cell).stream())
                    .anyMatch(hit -> SUMS.contains(hit.field()) && hit.start() <= 1);
            List<Amount> amounts = reading.amounts().find(row.text()).stream()
                    .filter(Amount::decimals)
                    .toList();
            if (sum && !amounts.isEmpty()) {
                return items;
            }
            boolean endsInAmount =
                    !amounts.isEmpty() && amounts.getLast().end() >= row.text().length() - 3;
            if (endsInAmount) {
                String words =
                        row.text().substring(0, amounts.getFirst().start()).strip();
                boolean named = words.chars().filter(Character::isLetter).count() >= 3;
                if (named || above.chars().filter(Character::isLetter).count() >= 3) {
                    items.add(item(named ? words : above, amounts));
                }
            }
            above = amounts.isEmpty() ? row.text() : "";
        }
        return items;
    }

    private static Map<String, @Nullable Object> item(String description, List<Amount> amounts) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("description", description);
        item.put("quantity", null);
        item.put("unit_price", amounts.size() > 1 ? amounts.getFirst().value() : null);
        item.put("amount", amounts.getLast().value());
        return item;
    }
}
