package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Amounts.Amount;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recipient of a letter without a label: the address in the window of the envelope, which DIN 5008 places below the
 * sender's address in one small line.
 */
final class Recipient {
    private static final Vocabulary WORDS = Vocabulary.load("addresses");
    private static final Vocabulary TYPES = Vocabulary.load("types");
    private static final Pattern TOWN = Pattern.compile("(?:[A-Z]{1,3}-)?\\d{4,5}(?: [A-Z]{2})? \\p{L}.*");
    private static final Pattern BETWEEN_PARTS = Pattern.compile("\\s*[·•∙|]\\s*|\\s[-–—]\\s|,\\s");
    private static final int HEAD_ROWS = 25;
    /** Largest distance from the sender's line to the address, in heights of that line: postal notes may separate them. */
    private static final float REACH = 8;
    /** Largest distance between the lines of an address, in heights of a line. */
    private static final float LEADING = 1.5f;

    private static final int MOST_LINES = 8;
    private static final int LEAST_LINES = 3;

    private final Reading reading;

    Recipient(Reading reading) {
        this.reading = reading;
    }

    /** The address below a line that holds a whole address. */
    Optional<String> belowSender() {
        return head().filter(cell -> isAddressInOneLine(cell.text()))
                .flatMap(sender -> beneath(sender, REACH).stream())
                .map(this::block)
                .filter(block -> block.size() >= LEAST_LINES && hasFigures(block))
                .flatMap(block -> name(block).stream())
                .findFirst();
    }

    /** The first address with a name, a street and a town that is not the sender's. */
    Optional<String> addressed(Predicate<String> isSender) {
        return head().map(this::block)
                .filter(block -> block.size() >= LEAST_LINES && hasFigures(block))
                .filter(block -> block.stream()
                        .skip(2)
                        .limit(2)
                        .anyMatch(cell -> TOWN.matcher(cell.text()).matches()))
                .flatMap(block -> name(block).stream())
                .filter(isSender.negate())
                .findFirst();
    }

    /** The cells of the first page above the first amount of money. */
    private Stream<Cell> head() {
        return reading.layout().rows().stream()
                .limit(HEAD_ROWS)
                .takeWhile(row -> row.page() == 1 && !hasMoney(row))
                .flatMap(row -> row.cells().stream());
    }

    private boolean hasMoney(Row row) {
        return reading.amounts().find(row.text()).stream().anyMatch(Amount::looksLikeMoney);
    }

    private static boolean isAddressInOneLine(String text) {
        List<String> parts = List.of(BETWEEN_PARTS.split(text, -1));
        return parts.size() >= 3
                && parts.stream().skip(1).anyMatch(part -> TOWN.matcher(part).matches());
    }

    private static boolean hasFigures(List<Cell> block) {
        return block.stream().skip(1).anyMatch(cell -> cell.text().chars().anyMatch(Character::isDigit));
    }

    /** A line and the left-aligned lines below it; empty if one of them is not part of an address. */
    private List<Cell> block(Cell first) {
        List<Cell> block = new ArrayList<>();
        Optional<Cell> next = Optional.of(first);
        while (next.isPresent() && block.size() < MOST_LINES) {
            if (isOther(next.get())) {
                return block.size() < LEAST_LINES ? List.of() : block;
            }
            block.add(next.get());
            next = beneath(next.get(), LEADING);
        }
        return block;
    }

    private boolean isOther(Cell cell) {
        return !TYPES.exactly(cell.text()).isEmpty()
                || cell.text().contains(":")
                || cell.text().contains("@")
                || isAddressInOneLine(cell.text())
                || reading.hitsIn(cell).stream().anyMatch(hit -> hit.start() <= 1 && hit.weight() >= 5);
    }

    private Optional<Cell> beneath(Cell cell, float heights) {
        List<Row> rows = reading.layout().rows();
        return rows.subList(cell.row() + 1, rows.size()).stream()
                .takeWhile(row -> row.page() == cell.page())
                .flatMap(row -> row.cells().stream())
                .filter(other -> Math.abs(other.x() - cell.x()) <= cell.height())
                .findFirst()
                .filter(other ->
                        other.y() - cell.y() - cell.height() <= heights * Math.max(cell.height(), other.height()));
    }

    private static Optional<String> name(List<Cell> block) {
        return block.stream()
                .map(Cell::text)
                .filter(text -> !WORDS.has(text, "alone"))
                .findFirst()
                .map(Recipient::withoutTitle)
                .filter(name -> name.length() <= 60
                        && name.chars().filter(Character::isLetter).count() >= 3
                        && name.chars().noneMatch(Character::isDigit)
                        && hasCapitals(name));
    }

    /** Separates names from slogans: the words of a name begin with capitals. */
    private static boolean hasCapitals(String name) {
        List<Plain.Token> words = Plain.tokens(name);
        long capitals = words.stream()
                .filter(word -> Character.isUpperCase(name.charAt(word.start())))
                .count();
        return 2 * capitals >= words.size();
    }

    private static String withoutTitle(String line) {
        List<Plain.Token> tokens = Plain.tokens(line);
        return WORDS.find(tokens).stream()
                .filter(match ->
                        match.first() == 0 && match.entry().key().equals("before") && match.length() < tokens.size())
                .map(match -> line.substring(tokens.get(match.last() + 1).start()))
                .findFirst()
                .orElse(line);
    }
}
