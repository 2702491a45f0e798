package io.ingestio.extraction.offline.table;

import io.ingestio.extraction.offline.page.Cell;
import io.ingestio.extraction.offline.page.Row;
import io.ingestio.extraction.offline.value.Amounts.Amount;
import io.ingestio.extraction.offline.value.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of an invoice or receipt: rows with an amount below a row of column headings, over all pages. */
public final class LineItemTable {
    private static final Set<String> COLUMNS =
            Set.of("position", "description", "quantity", "unit", "unit_price", "discount", "tax", "amount");
    private static final Set<String> SUMS = Set.of("total", "subtotal", "tax_amount", "rounding", "paid_amount",
            "change_due", "not_total");

    private final Reading reading;
    private final ColumnHeadings headings = new ColumnHeadings(COLUMNS);

    public LineItemTable(Reading reading) {
        this.reading = reading;
    }

    /** One map for each item with description, quantity, unit_price and amount; null for what its row does not say. */
    public List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        List<Column> columns = List.of();
        for (Row row : reading.layout().rows()) {
            List<Column> found = headings.of(row);
            if (ColumnHeadings.isTable(found, "description", "amount", "unit_price")) {
                columns = found;
            } else if (!columns.isEmpty() && endsTable(row)) {
                columns = List.of();
            } else if (!columns.isEmpty()) {
                item(row, columns).ifPresent(items::add);
            }
        }
        return items;
    }

    private boolean endsTable(Row row) {
        boolean sum = row.cells().stream().flatMap(cell -> reading.hitsIn(cell).stream())
                .anyMatch(hit -> SUMS.contains(hit.field()) && hit.start() <= 1 && hit.weight() >= 6);
        return sum && !reading.amounts().find(row.text()).isEmpty();
    }

    private Optional<Map<String, @Nullable Object>> item(Row row, List<Column> columns) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("description", null);
        item.put("quantity", null);
        item.put("unit_price", null);
        item.put("amount", null);
        var description = new StringBuilder();
        for (Cell cell : row.cells()) {
            Column column = Column.of(cell, columns);
            Optional<Amount> amount = reading.amounts().only(cell.text());
            if (amount.isPresent() && Set.of("quantity", "unit_price", "amount").contains(column.name())) {
                item.putIfAbsent(column.name(), amount.get().value());
            } else if (column.name().equals("description") || (amount.isEmpty() && !cell.text().contains("%"))) {
                description.append(description.isEmpty() ? "" : " ").append(cell.text());
            }
        }
        if (!description.isEmpty()) {
            item.put("description", description.toString());
        }
        if (item.get("amount") == null && item.get("unit_price") != null) {
            item.put("amount", product(item));
        }
        boolean complete = item.get("amount") != null && description.chars().anyMatch(Character::isLetter);
        return complete ? Optional.of(item) : Optional.empty();
    }

    private static @Nullable Object product(Map<String, @Nullable Object> item) {
        return item.get("unit_price") instanceof BigDecimal price && item.get("quantity") instanceof BigDecimal count
                ? price.multiply(count) : null;
    }
}
