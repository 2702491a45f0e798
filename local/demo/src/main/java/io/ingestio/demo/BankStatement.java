package io.ingestio.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A bank statement over several pages: the table continues with a repeated header; balances are on the first and last
 * page.
 */
final class BankStatement implements DemoDocument {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.UK);
    private static final int ROWS_A_PAGE = 32;
    private static final int ROWS = 85;
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 3, 31);
    private static final String BANK = "Calder Valley Bank";
    private static final String HOLDER = "Miriam Okonjo";
    private static final String ACCOUNT = "40218876";
    private static final BigDecimal OPENING = new BigDecimal("4210.55");
    private static final List<String> PAYEES = List.of(
            "Card payment Greengrocer",
            "Standing order Rent",
            "Direct debit Water board",
            "Transfer J Whitfield",
            "Card payment Rail tickets",
            "Salary Okonjo Ltd",
            "Card payment Pharmacy");

    private record Movement(LocalDate date, String text, BigDecimal amount, BigDecimal balance) {}

    private final List<Movement> movements = movements();

    @Override
    public String filename() {
        return "statement-first-quarter.pdf";
    }

    @Override
    public Extracted expected() {
        return new Extracted(
                "bank_statement",
                Map.of(
                        "bank_name", BANK,
                        "account_holder", HOLDER,
                        "account_number", ACCOUNT,
                        "currency", "GBP",
                        "period_start", FROM,
                        "period_end", TO,
                        "opening_balance", OPENING,
                        "closing_balance", movements.getLast().balance(),
                        "transactions",
                                movements.stream().map(BankStatement::values).toList()));
    }

    @Override
    public void write(Path file) throws IOException {
        try (Sheet sheet = Sheet.a4()) {
            sheet.bold(50, 60, 18, BANK);
            sheet.bold(50, 84, 13, "Quarterly Statement");
            sheet.text(50, 106, 10, "Account holder: " + HOLDER);
            sheet.text(50, 120, 10, "Account number: " + ACCOUNT);
            sheet.text(320, 106, 10, "Statement period: " + DATE.format(FROM) + " to " + DATE.format(TO));
            sheet.text(320, 120, 10, "Currency: GBP");
            sheet.text(50, 140, 10, "Opening balance: " + pounds(OPENING));
            float y = header(sheet, 166);
            for (int i = 0; i < movements.size(); i++) {
                if (i > 0 && i % ROWS_A_PAGE == 0) {
                    sheet.right(545, 810, 9, "Page " + i / ROWS_A_PAGE);
                    sheet.nextPage();
                    y = header(sheet, 60);
                }
                y = row(sheet, y, movements.get(i));
            }
            sheet.bold(
                    50,
                    y + 16,
                    10,
                    "Closing balance: " + pounds(movements.getLast().balance()));
            sheet.save(file);
        }
    }

    private static float header(Sheet sheet, float y) throws IOException {
        sheet.bold(50, y, 10, "Date");
        sheet.bold(135, y, 10, "Description");
        sheet.boldRight(440, y, 10, "Amount");
        sheet.boldRight(545, y, 10, "Balance");
        sheet.rule(50, 545, y + 5);
        return y + 22;
    }

    private static float row(Sheet sheet, float y, Movement movement) throws IOException {
        sheet.text(50, y, 9, DATE.format(movement.date()));
        sheet.text(135, y, 9, movement.text());
        sheet.right(440, y, 9, pounds(movement.amount()));
        sheet.right(545, y, 9, pounds(movement.balance()));
        return y + 18;
    }

    private static Map<String, Object> values(Movement movement) {
        return Map.of(
                "date", movement.date(),
                "description", movement.text(),
                "amount", movement.amount(),
                "balance", movement.balance());
    }

    /** The same ones each time: the seed is fixed. */
    private static List<Movement> movements() {
        var random = new Random(11);
        List<Movement> movements = new ArrayList<>();
        BigDecimal balance = OPENING;
        for (int i = 0; i < ROWS; i++) {
            String payee = PAYEES.get(i % PAYEES.size());
            boolean income = payee.startsWith("Salary");
            int cents = income ? 185_000 + random.nextInt(9_000) : -(500 + random.nextInt(24_000));
            BigDecimal amount = BigDecimal.valueOf(cents, 2);
            balance = balance.add(amount);
            movements.add(new Movement(FROM.plusDays(i), payee, amount, balance));
        }
        return List.copyOf(movements);
    }

    private static String pounds(BigDecimal amount) {
        return String.format(Locale.UK, "%,.2f", amount);
    }
}
