package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import io.ingestio.models.offline.words.Vocabulary;
import io.ingestio.reader.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a CV, by its headings: the person and the content of each section. */
final class CvFields {
    private static final Vocabulary SECTIONS = Vocabulary.load("sections");
    private static final Vocabulary TYPES = Vocabulary.load("types");
    private static final Pattern EMAIL = Pattern.compile("[\\p{Alnum}._%+\\-]+@[\\p{Alnum}.\\-]+\\.\\p{Alpha}{2,}");
    private static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\d])(\\+?\\(?\\d[\\d ()./\\-]{6,18}\\d)(?!\\d)");
    private static final String MOMENT = "(?:(?:\\p{L}{3,10}\\.? |\\d{1,2}[/.])?(?:19|20)\\d{2})";
    private static final Pattern PERIOD = Pattern.compile(
            "(" + MOMENT + "(?: ?(?:[-–—]|to|bis|à|tot|hasta|al) ?(?:" + MOMENT + "|" + now() + "))?)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int HEAD_ROWS = 10;

    private static final Comparator<Cell> RIGHTMOST_THEN_LOWEST =
            Comparator.<Cell>comparingInt(cell -> Math.round(cell.x() / 60)).thenComparingInt(Cell::row);

    private final Reading reading;

    CvFields(Reading reading) {
        this.reading = reading;
    }

    private static String now() {
        return Vocabulary.load("cv-words").originals().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /** By a label, else the largest words at the top that are not a heading. */
    Optional<String> name() {
        Optional<String> labelled = new Values(reading)
                .text(reading.hits("name").stream()
                        .filter(hit -> hit.start() == 0 && hit.rest().contains(":"))
                        .toList())
                .map(Values.Scored::value);
        return labelled.or(() -> reading.layout().rows().stream()
                .limit(HEAD_ROWS)
                .flatMap(row -> row.cells().stream())
                .filter(cell -> cell.words().size() >= 2 && cell.words().size() <= 5)
                .filter(cell -> cell.text().chars().noneMatch(c -> Character.isDigit(c) || c == '@' || c == ':'))
                .filter(cell -> SECTIONS.exactly(cell.text()).isEmpty()
                        && TYPES.exactly(cell.text()).isEmpty())
                .max(Comparator.comparingDouble(Cell::height).thenComparingInt(cell -> -cell.row()))
                .map(Cell::text));
    }

    Optional<String> email() {
        return new Values(reading)
                .anywhere(text -> EMAIL.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .findFirst());
    }

    Optional<String> phone() {
        Values values = new Values(reading);
        Optional<String> labelled = values.text(reading.hits("phone")).flatMap(found -> phoneIn(found.value()));
        return labelled.or(() -> values.anywhere(this::phoneIn));
    }

    private Optional<String> phoneIn(String text) {
        Matcher matcher = PHONE.matcher(reading.dates().without(text));
        while (matcher.find()) {
            long digits = matcher.group().chars().filter(Character::isDigit).count();
            if (digits >= 7 && digits <= 15 && !matcher.group().matches("(19|20)\\d{2}\\D+(19|20)\\d{2}")) {
                return Optional.of(matcher.group(1).strip());
            }
        }
        return Optional.empty();
    }

    /** Single skills, however they are separated. */
    List<String> skills() {
        return section("skills").stream()
                .map(cell -> cell.text().replaceFirst("^[\\p{L} ]{2,24}: ", ""))
                .flatMap(text -> Stream.of(text.split("[,;|•·●▪◦‣/]| [-–] |^[-–*] ?", -1)))
                .map(String::strip)
                .filter(skill -> skill.length() > 1 && skill.length() <= 60)
                .distinct()
                .toList();
    }

    /** The entries of a section: each begins at the line with its period. */
    List<Map<String, @Nullable Object>> entries(String section) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        boolean anyPeriod = section(section).stream()
                .anyMatch(cell -> PERIOD.matcher(cell.text()).find());
        String held = "";
        for (Row row : rows(section(section))) {
            Matcher period = PERIOD.matcher(row.text());
            if (period.find() || !anyPeriod) {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("period", anyPeriod ? period.group(1).strip() : null);
                String words = (anyPeriod ? row.text().replace(period.group(1), "") : row.text())
                        .replaceAll("^[\\s,:|()•\\-–]+|[\\s,:|(•\\-–]+$", "");
                entry.put("description", words);
                entries.add(entry);
            } else if (entries.isEmpty()) {
                held = held.isEmpty() ? row.text() : held + " " + row.text();
            } else {
                entries.getLast().merge("description", row.text(), (text, more) -> (text + " " + more).strip());
            }
        }
        if (!held.isEmpty() && !entries.isEmpty()) {
            entries.getFirst().merge("description", held, (text, first) -> (first + " " + text).strip());
        }
        return entries;
    }

    private static List<Row> rows(List<Cell> cells) {
        Map<Integer, List<Cell>> byRow = new LinkedHashMap<>();
        cells.forEach(cell ->
                byRow.computeIfAbsent(cell.row(), row -> new ArrayList<>()).add(cell));
        return byRow.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(int number, List<Cell> cells) {
        return new Row(cells.getFirst().page(), number, cells);
    }

    /** The cells below a section's heading and above the next one, in its own column where the page has two. */
    private List<Cell> section(String section) {
        List<Cell> cells = reading.layout().cells();
        List<Cell> headings = cells.stream().filter(CvFields::isHeading).toList();
        boolean columns = headings.stream()
                .anyMatch(a -> headings.stream()
                        .anyMatch(b -> !a.equals(b)
                                && a.page() == b.page()
                                && Math.abs(a.y() - b.y()) < 200
                                && Math.abs(a.x() - b.x()) > 120));
        List<Cell> own = new ArrayList<>();
        for (Cell cell : cells) {
            Optional<Cell> heading = headings.stream()
                    .filter(above -> above.row() < cell.row() && (!columns || above.x() <= cell.x() + 15))
                    .max(columns ? RIGHTMOST_THEN_LOWEST : Comparator.comparingInt(Cell::row));
            if (!headings.contains(cell)
                    && heading.filter(above -> SECTIONS.has(above.text(), section))
                            .isPresent()) {
                own.add(cell);
            }
        }
        return own;
    }

    private static boolean isHeading(Cell cell) {
        List<Word> words = cell.words();
        return words.size() <= 6
                && !SECTIONS.exactly(cell.text()).isEmpty()
                && Character.isUpperCase(cell.text().codePointAt(0));
    }
}
