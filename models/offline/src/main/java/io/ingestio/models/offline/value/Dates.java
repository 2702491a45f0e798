package io.ingestio.models.offline.value;

import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds dates as people write them: ISO, with names of months in several languages, and in digits. Whether 03/04/2025 is the
 * third of April or the fourth of March is decided once for a document, by a date in it that can be only one of the two.
 */
public final class Dates {
    private static final Map<String, Integer> MONTHS = months();
    private static final String MONTH = String.join(
            "|",
            MONTHS.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList());
    private static final String YEAR = "((?:19|20)\\d{2}|'?\\d{2})";
    private static final Pattern ISO =
            Pattern.compile("(?<![\\d])((?:19|20)\\d{2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)");
    private static final Pattern FIGURES = Pattern.compile(
            "(?<![\\d,/-])(?<!\\d\\.)(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?" + YEAR + "(?!\\d|[./-]\\d)");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<![\\d.,])(\\d{1,2})(?:st|nd|rd|th|er|o|a)?[ .\\-/,]{0,3}(?:de |of |d')?(" + MONTH
                    + ")(?![a-z])[ .\\-/,]{0,3}(?:de |del )?" + YEAR + "(?!\\d)");
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "(?<![a-z])(" + MONTH + ")[. \\-]{1,2}(\\d{1,2})(?:st|nd|rd|th)?(?: ?, ?| |-)" + YEAR + "(?!\\d)");
    private static final Pattern NO_YEAR =
            Pattern.compile("(?<![\\d.,/-])(\\d{1,2})[./-](\\d{1,2})\\.?(?![\\d/-]|[.,]\\d)");
    private static final Pattern NO_YEAR_NAMED = Pattern.compile(
            "(?<![\\d.,])(?:(\\d{1,2})[ .\\-]{1,2}(" + MONTH + ")|(" + MONTH + ")[ .\\-]{1,2}(\\d{1,2}))(?![a-z\\d])");

    private final boolean monthFirst;
    /** Cached, because many rules need the dates of the same lines. */
    private final Map<String, List<Found>> known = new ConcurrentHashMap<>();

    /** A date and the characters it was read from. */
    public record Found(LocalDate date, int start, int end) {}

    private Dates(boolean monthFirst) {
        this.monthFirst = monthFirst;
    }

    /** @param monthFirstByHabit the order where no date of the document decides it: true for US dollars in English */
    public static Dates of(List<String> texts, boolean monthFirstByHabit) {
        int dayFirst = 0;
        int monthFirst = 0;
        for (String text : texts) {
            Matcher figures = FIGURES.matcher(text);
            while (figures.find()) {
                dayFirst += number(figures, 1) > 12 && number(figures, 3) <= 12 ? 1 : 0;
                monthFirst += number(figures, 3) > 12 && number(figures, 1) <= 12 ? 1 : 0;
            }
        }
        return new Dates(dayFirst == monthFirst ? monthFirstByHabit : monthFirst > dayFirst);
    }

    /** All dates of a text in its order. */
    public List<Found> find(String text) {
        return known.computeIfAbsent(text, this::read);
    }

    private List<Found> read(String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        String folded = Plain.fold(text);
        List<Found> found = new ArrayList<>();
        collect(ISO.matcher(folded), found, m -> date(m.group(1), number(m, 2), number(m, 3)));
        collect(DAY_FIRST.matcher(folded), found, m -> date(m.group(3), month(m.group(2)), number(m, 1)));
        collect(MONTH_FIRST.matcher(folded), found, m -> date(m.group(3), month(m.group(1)), number(m, 2)));
        collect(FIGURES.matcher(folded), found, this::figures);
        found.sort(Comparator.comparingInt(Found::start));
        return List.copyOf(found);
    }

    public Optional<LocalDate> first(String text) {
        return find(text).stream().map(Found::date).findFirst();
    }

    /** A text's first date, also one without a year, which is then {@code year}: bank statements omit it. */
    public Optional<Found> firstInYear(String text, int year) {
        List<Found> whole = find(text);
        if (!whole.isEmpty()) {
            return Optional.of(whole.getFirst());
        }
        String folded = Plain.fold(text);
        List<Found> found = new ArrayList<>();
        collect(
                NO_YEAR_NAMED.matcher(folded),
                found,
                m -> m.group(1) != null
                        ? date("" + year, month(m.group(2)), number(m, 1))
                        : date("" + year, month(m.group(3)), number(m, 4)));
        collect(
                NO_YEAR.matcher(folded),
                found,
                m -> monthFirst
                        ? date("" + year, number(m, 1), number(m, 2))
                        : date("" + year, number(m, 2), number(m, 1)));
        return found.stream().min(Comparator.comparingInt(Found::start));
    }

    /** The text with its dates blanked out, so that they are not read as amounts. */
    public String without(String text) {
        var rest = new StringBuilder(text);
        for (Found found : find(text)) {
            rest.replace(found.start(), found.end(), " ".repeat(found.end() - found.start()));
        }
        return rest.toString();
    }

    private @Nullable LocalDate figures(Matcher m) {
        int first = number(m, 1);
        int second = number(m, 3);
        boolean swap = monthFirst ? second <= 31 && first <= 12 : second > 12;
        return swap ? date(m.group(4), first, second) : date(m.group(4), second, first);
    }

    private interface Reader {
        @Nullable
        LocalDate read(Matcher m);
    }

    private static void collect(Matcher matcher, List<Found> found, Reader reader) {
        while (matcher.find()) {
            int start = matcher.start();
            int end = matcher.end();
            LocalDate date = reader.read(matcher);
            if (date != null && found.stream().noneMatch(other -> start < other.end() && other.start() < end)) {
                found.add(new Found(date, start, end));
            }
        }
    }

    private static @Nullable LocalDate date(String year, int month, int day) {
        String digits = year.replace("'", "");
        int number = Integer.parseInt(digits);
        int full = digits.length() == 4 ? number : number < 70 ? 2000 + number : 1900 + number;
        try {
            return LocalDate.of(full, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int month(String name) {
        return Objects.requireNonNullElse(MONTHS.get(name), 0);
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        Vocabulary.load("months")
                .originals()
                .forEach(
                        (month, names) -> names.forEach(name -> months.put(Plain.words(name), Integer.valueOf(month))));
        return months;
    }
}
