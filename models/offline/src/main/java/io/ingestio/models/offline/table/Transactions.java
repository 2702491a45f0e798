package io.ingestio.models.offline.table;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Amounts.Amount;
import io.ingestio.models.offline.value.Dates;
import io.ingestio.models.offline.value.Reading;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a bank statement over all its pages: rows that begin with a date. Debits are negative; they are known by
 * their column, their sign, a letter after the amount, or the change of the balance.
 */
public final class Transactions {
    private static final Set<String> COLUMNS =
            Set.of("date", "transaction_text", "debit", "credit", "signed_amount", "balance");
    private static final Set<String> MONEY = Set.of("debit", "credit", "signed_amount", "balance");
    private static final int DATE_WITHIN = 4;

    private final Reading reading;
    private final LocalDate end;
    private final ColumnHeadings headings = new ColumnHeadings(COLUMNS);

    /** @param end of the statement's period, whose year completes dates without one */
    public Transactions(Reading reading, LocalDate end) {
        this.reading = reading;
        this.end = end;
    }

    public List<Map<String, @Nullable Object>> all(Optional<BigDecimal> openingBalance) {
        List<Map<String, @Nullable Object>> bookings = new ArrayList<>();
        List<Column> columns = List.of();
        int last = -2;
        for (Row row : reading.layout().rows()) {
            List<Column> found = headings.of(row);
            if (ColumnHeadings.isTable(found, "date", "debit", "credit", "signed_amount", "balance")) {
                columns = found;
                continue;
            }
            Optional<Map<String, @Nullable Object>> booking = booking(row, columns);
            if (booking.isPresent()) {
                bookings.add(booking.get());
                last = row.number();
            } else if (row.number() == last + 1 && continues(row)) {
                bookings.getLast().merge("description", row.text(), (text, more) -> text + " " + more);
                last = row.number();
            }
        }
        return signed(bookings, openingBalance);
    }

    private Optional<Map<String, @Nullable Object>> booking(Row row, List<Column> columns) {
        Cell first = row.first();
        Optional<Dates.Found> date =
                reading.dates().firstInYear(first.text(), end.getYear()).filter(found -> found.start() <= DATE_WITHIN);
        if (date.isEmpty() || isBalanceLine(row)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> booking = new LinkedHashMap<>();
        booking.put("date", inPeriod(date.get().date()).toString());
        booking.put("description", null);
        booking.put("amount", null);
        booking.put("balance", null);
        var description =
                new StringBuilder(first.text().substring(date.get().end()).strip());
        List<Cell> money = new ArrayList<>();
        for (Cell cell : row.cells().subList(1, row.cells().size())) {
            if (reading.amounts().only(cell.text()).filter(Amount::decimals).isPresent()) {
                money.add(cell);
            } else if (money.isEmpty() && reading.dates().find(cell.text()).isEmpty()) {
                description.append(description.isEmpty() ? "" : " ").append(cell.text());
            }
        }
        fill(
                booking,
                money,
                columns.stream().filter(column -> MONEY.contains(column.name())).toList());
        booking.put("description", description.isEmpty() ? null : description.toString());
        return booking.get("amount") == null ? Optional.empty() : Optional.of(booking);
    }

    private void fill(Map<String, @Nullable Object> booking, List<Cell> money, List<Column> columns) {
        for (int i = 0; i < money.size(); i++) {
            Cell cell = money.get(i);
            BigDecimal value = reading.amounts().only(cell.text()).orElseThrow().value();
            String column = !columns.isEmpty() ? Column.of(cell, columns).name() : i == 0 ? "signed_amount" : "balance";
            switch (column) {
                case "debit" -> booking.putIfAbsent("amount", value.abs().negate());
                case "credit" -> booking.putIfAbsent("amount", value.abs());
                case "balance" -> booking.putIfAbsent("balance", value);
                default ->
                    booking.putIfAbsent(
                            "amount",
                            cell.text().matches(".*\\d ?(S|DR|Dr|D|Soll)\\.?$")
                                    ? value.abs().negate()
                                    : value);
            }
        }
    }

    /** Amounts without a sign get it from the change of the balance. */
    private static List<Map<String, @Nullable Object>> signed(
            List<Map<String, @Nullable Object>> bookings, Optional<BigDecimal> openingBalance) {
        BigDecimal before = openingBalance.orElse(null);
        for (Map<String, @Nullable Object> booking : bookings) {
            if (booking.get("balance") instanceof BigDecimal balance
                    && booking.get("amount") instanceof BigDecimal amount) {
                if (before != null && before.subtract(amount).compareTo(balance) == 0 && amount.signum() != 0) {
                    booking.put("amount", amount.negate());
                }
                before = balance;
            } else {
                before = null;
            }
        }
        return bookings;
    }

    private boolean isBalanceLine(Row row) {
        return row.cells().stream()
                .flatMap(cell -> reading.hitsIn(cell).stream())
                .anyMatch(hit ->
                        hit.field().equals("opening_balance") || hit.field().equals("closing_balance"));
    }

    private boolean continues(Row row) {
        return row.cells().size() == 1
                && reading.amounts().find(row.text()).stream().noneMatch(Amount::decimals)
                && row.text().length() <= 80
                && !isBalanceLine(row)
                && !row.text().contains(":")
                && !row.text().matches("(?i).*\\b(page|seite|pagina|página)\\b.*\\d.*");
    }

    /** A transaction of December in a statement that ends in January belongs to the year before. */
    private LocalDate inPeriod(LocalDate date) {
        return date.getYear() == end.getYear() && date.isAfter(end.plusMonths(1)) ? date.minusYears(1) : date;
    }
}
