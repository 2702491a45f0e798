package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Amounts;
import io.ingestio.models.offline.value.Dates;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import io.ingestio.models.offline.words.Plain;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The head of a bank statement: account, period, balances. */
final class Statement {
    private static final Pattern IBAN =
            Pattern.compile("\\b([A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)\\b");

    private static final Pattern BANK =
            Pattern.compile("\\b(bank|banque|banco|banca|sparkasse|volksbank|caisse|credit union)\\b");

    private final Reading reading;
    private final Values values;

    Statement(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    Optional<String> iban() {
        return values.anywhere(text -> {
            Matcher matcher = IBAN.matcher(text);
            while (matcher.find()) {
                String iban = matcher.group(1).replace(" ", "");
                if (isValid(iban)) {
                    return Optional.of(iban);
                }
            }
            return Optional.empty();
        });
    }

    /** ISO 13616: with letters replaced by numbers, the remainder of a division by 97 must be 1. */
    private static boolean isValid(String iban) {
        if (iban.length() < 15 || iban.length() > 34) {
            return false;
        }
        String turned = iban.substring(4) + iban.substring(0, 4);
        String figures = turned.chars()
                .mapToObj(c -> c >= 'A' ? Integer.toString(c - 'A' + 10) : Character.toString(c))
                .collect(Collectors.joining());
        return new BigInteger(figures).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    Optional<String> accountNumber() {
        return values.text(reading.hits("account_number"))
                .map(Values.Scored::value)
                .map(text -> text.replaceAll("^[^\\p{L}\\p{N}]+", ""))
                .filter(text -> text.chars().filter(Character::isDigit).count() >= 4);
    }

    Optional<String> accountHolder() {
        return values.text(reading.hits("account_holder")).map(Values.Scored::value);
    }

    Optional<String> bankName() {
        return values.text(reading.hits("bank_name").stream()
                        .filter(hit -> hit.start() == 0)
                        .toList())
                .map(Values.Scored::value)
                .filter(text -> text.length() <= 60)
                .or(() -> reading.layout().cells().stream()
                        .limit(12)
                        .map(Cell::text)
                        .filter(text -> BANK.matcher(Plain.words(text)).find()
                                && text.length() <= 60
                                && text.chars().noneMatch(Character::isDigit)
                                && !Plain.words(text).contains("statement"))
                        .findFirst());
    }

    Optional<LocalDate> periodStart() {
        return period().map(dates -> dates.getFirst().date()).or(() -> values.date("period_start"));
    }

    Optional<LocalDate> periodEnd() {
        return period().map(dates -> dates.get(1).date()).or(() -> values.date("period_end"));
    }

    /** The first line with two dates and no amount; one with a label of the period is preferred. */
    private Optional<List<Dates.Found>> period() {
        Optional<List<Dates.Found>> labelled = reading.hits("statement_period").stream()
                .map(hit -> dates(reading.layout().rows().get(hit.cell().row())))
                .filter(dates -> dates.size() == 2)
                .findFirst();
        Optional<List<Dates.Found>> below = reading.hits("statement_period").stream()
                .flatMap(hit -> reading.layout().below(hit.place()).stream())
                .map(cell -> reading.dates().find(cell.text()))
                .filter(dates -> dates.size() == 2)
                .findFirst();
        return labelled.or(() -> below)
                .or(() -> reading.layout().rows().stream()
                        .filter(row ->
                                reading.amounts().find(row.text()).stream().noneMatch(Amounts.Amount::decimals))
                        .map(this::dates)
                        .filter(dates -> dates.size() == 2)
                        .findFirst());
    }

    private List<Dates.Found> dates(Row row) {
        return reading.dates().find(row.text());
    }
}
