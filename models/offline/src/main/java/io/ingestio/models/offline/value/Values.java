package io.ingestio.models.offline.value;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Layout;
import io.ingestio.reader.Word;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values by their labels: after the label in its cell, else to its right, else below it. The label with the highest weight that
 * has a value wins.
 */
public final class Values {
    private static final Pattern IDENTIFIER =
            Pattern.compile("^[^\\p{L}\\p{N}]*([A-Z]{1,4} (?=\\d))?([\\p{L}\\p{N}][\\p{L}\\p{N}/_.\\-–]*)");
    private static final Pattern NUMBER_MARK = Pattern.compile("^\\s*(?:#|[:.]?\\s*(?i:no|nr|n°|nº|№)\\b)");
    private static final int BESIDE = 3;
    private static final int RIGHT = 2;
    private static final int BELOW = 1;

    private final Reading reading;

    /** A value and the certainty of its position. */
    public record Scored<T>(T value, int score, Cell cell) {}

    public Values(Reading reading) {
        this.reading = reading;
    }

    public Optional<LocalDate> date(String field) {
        return best(dates(reading.hits(field))).map(Scored::value);
    }

    public List<Scored<LocalDate>> dates(List<Hit> hits) {
        return candidates(hits, (hit, text) -> reading.dates().first(text));
    }

    /** A number or code: one token with at least one digit that is neither a date nor an amount of money. */
    public Optional<Scored<String>> identifier(List<Hit> hits) {
        return best(candidates(hits, this::identifier));
    }

    /** A line of words. */
    public Optional<Scored<String>> text(List<Hit> hits) {
        return best(candidates(hits, (hit, text) -> {
            String value = text.replaceAll("^[\\s:;.#|\\-–]+", "").strip();
            return value.chars().anyMatch(Character::isLetterOrDigit) ? Optional.of(value) : Optional.empty();
        }));
    }

    public static <T> Optional<Scored<T>> best(List<Scored<T>> candidates) {
        return candidates.stream()
                .max(Comparator.comparingInt(Scored<T>::score)
                        .thenComparingInt(c -> -c.cell().row()));
    }

    private interface Parse<T> {
        Optional<T> of(Hit hit, String text);
    }

    private <T> List<Scored<T>> candidates(List<Hit> hits, Parse<T> parse) {
        List<Scored<T>> found = new ArrayList<>();
        for (Hit hit : hits) {
            Optional<Scored<T>> value = parse.of(hit, hit.rest()).map(v -> scored(v, hit, BESIDE));
            if (value.isEmpty() && !headsColumn(hit)) {
                value = reading.layout().rightOf(hit.cell()).stream()
                        .limit(1)
                        .filter(cell -> hit.until() == hit.cell().text().length() && !isLabel(cell))
                        .flatMap(cell -> parse.of(hit, cell.text()).stream())
                        .map(v -> scored(v, hit, RIGHT))
                        .findFirst();
            }
            if (value.isEmpty()) {
                value = reading.layout()
                        .below(hit.place())
                        .filter(cell -> !isLabel(cell))
                        .flatMap(cell -> parse.of(hit, textUnder(hit.place(), cell)))
                        .map(v -> scored(v, hit, BELOW));
            }
            value.ifPresent(found::add);
        }
        return found;
    }

    private static <T> Scored<T> scored(T value, Hit hit, int place) {
        return new Scored<>(
                value, hit.weight() * 10 + place - 2 * Math.min(3, hit.cell().page() - 1), hit.cell());
    }

    /** The part of a lower cell under the label or to the right of it; a table's row may be merged into one cell. */
    private static String textUnder(Cell label, Cell below) {
        List<Word> under = below.words().stream()
                .filter(word -> word.right() > label.x() - 0.5f * label.height())
                .toList();
        return under.isEmpty() ? below.text() : new Cell(below.page(), below.row(), below.index(), under).text();
    }

    /** Whether the label's neighbours are labels too, each with its value below: a row of headings without a colon. */
    private boolean headsColumn(Hit hit) {
        Layout layout = reading.layout();
        List<Cell> right = layout.rightOf(hit.cell());
        if (right.isEmpty()
                || hit.cell().text().contains(":")
                || right.getFirst().text().chars().anyMatch(Character::isDigit)) {
            return false;
        }
        Optional<Cell> below = layout.below(hit.place());
        Optional<Cell> neighbour = layout.below(right.getFirst());
        return below.isPresent()
                && neighbour.isPresent()
                && below.get().row() == neighbour.get().row();
    }

    /** The value beside a label in the user's own words, typed by its form: a date, an amount of money, or text. */
    public Optional<Object> labelled(String label) {
        List<Hit> hits =
                reading.hitsOf(label).stream().filter(Values::announces).toList();
        return text(hits).map(found -> typed(found.value()));
    }

    /** Words in a sentence are not a label: a label ends its cell, or punctuation or a number follows. */
    private static boolean announces(Hit hit) {
        String rest = hit.rest().strip();
        return rest.isEmpty()
                || !Character.isLetter(rest.codePointAt(0))
                || rest.chars().anyMatch(Character::isDigit);
    }

    Object typed(String text) {
        List<Dates.Found> dates = reading.dates().find(text);
        if (dates.size() == 1 && dates.getFirst().end() - dates.getFirst().start() >= text.length() - 1) {
            return dates.getFirst().date().toString();
        }
        Optional<Amounts.Amount> amount = reading.amounts().only(text).filter(Amounts.Amount::looksLikeMoney);
        return amount.isPresent() ? amount.get().value() : text;
    }

    /** Whether a cell begins with a label, and so is not itself a value. */
    private boolean isLabel(Cell cell) {
        return reading.hitsIn(cell).stream().anyMatch(hit -> hit.start() <= 1 && hit.weight() >= 5);
    }

    private Optional<String> identifier(Hit hit, String text) {
        Matcher matcher = IDENTIFIER.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String value = (matcher.group(1) == null ? "" : matcher.group(1))
                + matcher.group(2).replaceAll("[.\\-–/_]+$", "");
        boolean hasDigit = value.chars().anyMatch(Character::isDigit);
        boolean startsWithDate = reading.dates().find(text).stream().anyMatch(date -> date.start() <= matcher.start(2));
        boolean money = value.matches("\\d+[.,]\\d{2}");
        // Below or beside the title "INVOICE" alone, a number must be marked as one or be alone in its cell.
        boolean bare = hit.weight() == 6
                && !NUMBER_MARK.matcher(text).find()
                && (value.length() < 3
                        || (!hit.rest().equals(text) && !text.strip().equals(value)));
        return hasDigit && !startsWithDate && !money && !bare ? Optional.of(value) : Optional.empty();
    }

    /** Values that are recognised by their form, such as an IBAN or an e-mail address. */
    public <T> Optional<T> anywhere(Function<String, Optional<T>> parse) {
        return reading.layout().rows().stream()
                .flatMap(row -> parse.apply(row.text()).stream())
                .findFirst();
    }
}
