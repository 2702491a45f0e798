package io.ingestio.models.offline.table;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Amounts.Amount;
import io.ingestio.models.offline.value.Reading;
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
    private static final Set<String> SUMS =
            Set.of("total", "subtotal", "tax_amount", "rounding", "paid_amount", "change_due", "not_total");

    /** Largest difference of the left edges of one description's lines, in heights of a line. */
    private static final float INDENT = 1.5f;
    /** Largest distance between the tops of one description's lines, in heights of a line. */
    private static final float LEADING = 2.5f;

    private final Reading reading;
    private final ColumnHeadings headings = new ColumnHeadings(COLUMNS);

    public LineItemTable(Reading reading) {
        this.reading = reading;
    }

    /**
     * One map for each item with description, quantity, unit_price and amount; null for what its row does not state.
     * Further lines of a description are joined to it, one space apart.
     */
    public List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        List<Column> columns = List.of();
        Optional<Cell> above = Optional.empty();
        for (Row row : reading.layout().rows()) {
            List<Column> found = headings.of(row);
            if (ColumnHeadings.isTable(found, "description", "amount", "unit_price")) {
                columns = found;
            } else if (!columns.isEmpty() && endsTable(row)) {
                columns = List.of();
            } else if (!columns.isEmpty()) {
                Optional<Map<String, @Nullable Object>> item = item(row, columns);
                if (item.isPresent()) {
                    items.add(item.get());
                    above = described(row, columns);
                } else if (above.filter(line -> continues(row, line)).isPresent()) {
                    items.getLast().merge("description", row.text(), (text, more) -> text + " " + more);
                    above = Optional.of(row.first());
                } else {
                    above = Optional.empty();
                }
                continue;
            }
            above = Optional.empty();
        }
        return items;
    }

    private static Optional<Cell> described(Row row, List<Column> columns) {
        return row.cells().stream()
                .filter(cell -> Column.of(cell, columns).name().equals("description"))
                .findFirst();
    }

    /** A description continues in a line of words that is close below and has the same left edge. */
    private boolean continues(Row row, Cell above) {
        Cell line = row.first();
        boolean aligned = line.page() == above.page() && Math.abs(line.x() - above.x()) <= INDENT * above.height();
        boolean close = line.y() - above.y() <= LEADING * above.height();
        return row.cells().size() == 1
                && aligned
                && close
                && !isAmount(row.text())
                && reading.hitsIn(line).stream().noneMatch(hit -> SUMS.contains(hit.field()) && hit.start() <= 1);
    }

    private boolean isAmount(String text) {
        return reading.amounts()
                .only(text)
                .filter(amount -> amount.looksLikeMoney() && amount.end() - amount.start() >= text.length() - 1)
                .isPresent();
    }

    private boolean endsTable(Row row) {
        boolean sum = row.cells().stream()
                .flatMap(cell -> reading.hitsIn(cell).stream())
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
            } else if (column.name().equals("description")
                    || (amount.isEmpty() && !cell.text().contains("%"))) {
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
                ? price.multiply(count)
                : null;
    }
}
