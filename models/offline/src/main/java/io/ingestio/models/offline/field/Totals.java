package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.value.Amounts;
import io.ingestio.models.offline.value.Amounts.Amount;
import io.ingestio.models.offline.value.Hit;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sums at the foot of a document. A candidate is the last of the amounts to the right of a label, or the amount below it; the one with
 * the highest score wins, the largest amount among equals. How the weights relate is explained in the module's README.
 */
final class Totals {
    /** With this many decimal amounts in a document, a whole number without a currency is not a sum: a count, or a misread point. */
    private static final int MANY_DECIMALS = 4;
    /** A label of this weight means a sum at any position; a lighter one may also be a column heading. */
    private static final int SURE_LABEL = 8;

    /** Points for each unit of a label's weight: a heavier label outweighs everything that speaks for an amount. */
    private static final int LABEL = 10;
    /** The amount is to the right of its label, where sums are printed. */
    private static final int RIGHT_OF_LABEL = 3;
    /** The amount is below its label: less than any amount beside a label of up to 4 units less. */
    private static final int BELOW_LABEL = -45;
    /** The amount has decimals, as sums mostly have. */
    private static final int WITH_DECIMALS = 3;
    /** A currency is printed beside the amount. */
    private static final int WITH_CURRENCY = 2;
    /** The amount is zero: another label's amount is preferred, even one that is 6 units lighter. */
    private static final int ZERO = -60;
    /** The amount has neither decimals nor a currency: it may be a count, a rate or a code. */
    private static final int UNLIKE_MONEY = -30;

    /** What may separate a label from its amount: a leader, a colon, a rate. */
    private static final String BETWEEN = "[:;.\\-–|]+|.{0,8}%.?";

    private final Reading reading;

    private record Candidate(Amount amount, List<Amount> run, int score) {}

    Totals(Reading reading) {
        this.reading = reading;
    }

    Optional<BigDecimal> total() {
        return best("total")
                .map(found -> found.amount().value())
                .or(this::paidLessChange)
                .or(this::largestRepeated);
    }

    private Optional<BigDecimal> paidLessChange() {
        return amountOf("paid_amount")
                .flatMap(paid -> amountOf("change_due").map(paid::subtract))
                .filter(total -> total.signum() > 0);
    }

    /** The amount before tax: from a total's line that lists net, tax and gross, else by its label. */
    Optional<BigDecimal> subtotal() {
        return netTaxGross()
                .map(run -> run.get(0))
                .or(() -> best("subtotal").map(found -> found.amount().value()));
    }

    Optional<BigDecimal> tax() {
        Optional<BigDecimal> difference = best("subtotal")
                .flatMap(net -> best("total")
                        .map(gross ->
                                gross.amount().value().subtract(net.amount().value())));
        List<Candidate> candidates = candidates("tax_amount");
        // A stated tax that equals the difference of the two sums is the tax, whatever the weights of the labels.
        Optional<BigDecimal> reconciled = candidates.stream()
                .map(found -> found.amount().value())
                .filter(tax -> tax.signum() != 0
                        && difference.filter(d -> d.compareTo(tax) == 0).isPresent())
                .findFirst();
        return netTaxGross()
                .map(run -> run.get(1))
                .or(() -> reconciled)
                .or(() -> candidates.stream()
                        .max(ORDER)
                        .map(found -> found.amount().value()));
    }

    Optional<BigDecimal> amountOf(String field) {
        return best(field).map(found -> found.amount().value());
    }

    /** ISO 4217: by a label, else beside the total, else beside most of the amounts, else named in the text. */
    Optional<String> currency() {
        Optional<String> named = new Values(reading)
                .text(reading.hits("currency"))
                .flatMap(value -> Amounts.currencyNamed(value.value().split("\\s", -1)[0]));
        Optional<String> ofTotal = best("total")
                .flatMap(found -> Optional.ofNullable(found.amount().currency()));
        return named.or(() -> ofTotal).or(this::mostFrequent).or(this::inWords);
    }

    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::score)
            .thenComparing(found -> found.amount().value());

    private Optional<Candidate> best(String field) {
        return candidates(field).stream().max(ORDER);
    }

    private Optional<List<BigDecimal>> netTaxGross() {
        return candidates("total").stream()
                .filter(found -> found.run().size() == 3)
                .map(found -> found.run().stream().map(Amount::value).toList())
                .filter(run ->
                        run.get(1).signum() != 0 && run.get(0).add(run.get(1)).compareTo(run.get(2)) == 0)
                .findFirst();
    }

    private List<Candidate> candidates(String field) {
        List<Candidate> found = new ArrayList<>();
        for (Hit hit : reading.hits(field)) {
            List<Amount> run = runOf(hit);
            if (!run.isEmpty()) {
                found.add(scored(hit, run, RIGHT_OF_LABEL));
            } else if (!field.equals("tax_amount") && hit.weight() >= SURE_LABEL && hit.isWholeCell()) {
                reading.layout()
                        .below(hit.place())
                        .flatMap(cell -> reading.amounts().only(cell.text()))
                        .filter(Amount::looksLikeMoney)
                        .ifPresent(amount -> found.add(scored(hit, List.of(amount), BELOW_LABEL)));
            }
        }
        if (money().filter(Amount::decimals).count() >= MANY_DECIMALS) {
            found.removeIf(candidate -> !candidate.amount().looksLikeMoney());
        }
        return found;
    }

    private static Candidate scored(Hit hit, List<Amount> run, int place) {
        Amount amount = run.getLast();
        int score = hit.weight() * LABEL
                + place
                + (amount.decimals() ? WITH_DECIMALS : 0)
                + (amount.currency() != null ? WITH_CURRENCY : 0)
                + (amount.value().signum() == 0 ? ZERO : 0)
                + (amount.looksLikeMoney() ? 0 : UNLIKE_MONEY);
        return new Candidate(amount, run, score);
    }

    /** The amounts after a label: in its cell and in the cells to the right, up to the first that holds anything else. */
    private List<Amount> runOf(Hit hit) {
        List<Amount> run = new ArrayList<>(reading.amounts().find(hit.rest()));
        if (run.stream().anyMatch(Amount::looksLikeMoney)) {
            run.removeIf(amount -> !amount.looksLikeMoney());
        } else {
            // A count or a rate after the label is not the sum if there are amounts to the right.
            List<Amount> fallback = List.copyOf(run);
            run.clear();
            if (hit.until() == hit.cell().text().length()) {
                extend(run, hit.cell());
            }
            if (run.isEmpty()) {
                run.addAll(fallback);
            }
            return run;
        }
        extend(run, hit.cell());
        return run;
    }

    private void extend(List<Amount> run, Cell label) {
        for (Cell cell : reading.layout().rightOf(label)) {
            Optional<Amount> amount = reading.amounts().only(cell.text());
            List<Amount> several = amount.map(List::of).orElseGet(() -> onlyAmounts(cell));
            if (several.isEmpty()) {
                if ((run.isEmpty() && Amounts.currencyNamed(cell.text()).isPresent())
                        || cell.text().matches(BETWEEN)) {
                    continue;
                }
                return;
            }
            run.addAll(several);
        }
    }

    private List<Amount> onlyAmounts(Cell cell) {
        List<Amount> found = reading.amounts().find(cell.text());
        long letters = cell.text().chars().filter(Character::isLetter).count();
        return found.size() > 1 && letters <= 3L * found.size() ? found : List.of();
    }

    private Optional<BigDecimal> largestRepeated() {
        Map<BigDecimal, Long> counts = money().map(amount -> amount.value().stripTrailingZeros())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1 && entry.getKey().signum() > 0)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .map(value -> value.scale() < 2 ? value.setScale(2) : value);
    }

    private Stream<Amount> money() {
        return reading.layout().rows().stream()
                .flatMap(row -> reading.amounts().find(row.text()).stream())
                .filter(Amount::looksLikeMoney);
    }

    private Optional<String> mostFrequent() {
        Map<String, Long> counts = reading.layout().rows().stream()
                .flatMap(row -> reading.amounts().find(row.text()).stream())
                .flatMap(amount -> Optional.ofNullable(amount.currency()).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private Optional<String> inWords() {
        return reading.layout().cells().stream()
                .flatMap(cell -> cell.words().stream())
                .map(word -> word.text().replaceAll("[()\\[\\]:;,]", ""))
                .filter(word -> word.length() >= 2 && !word.equals("ALL") && !word.equals("TRY"))
                .flatMap(
                        word -> Amounts.currencyNamed(word)
                                .filter(code -> code.equals(word) || word.matches("RM|Rs\\.?|€|£|\\$"))
                                .stream())
                .findFirst();
    }
}
