package io.ingestio.models.offline.value;

import io.ingestio.models.offline.words.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds amounts: 1.234,56 and 1,234.56 and 1 234,56 and 1'234.56 and 12,34,567.00, with a currency on either side, minus
 * signs on either side, or brackets. Whether a lone {@code 1.234} has decimals is decided once for a document, by its other
 * amounts.
 */
public final class Amounts {
    private static final Map<String, String> CURRENCIES = currencies();
    private static final String CURRENCY = String.join(
            "|",
            CURRENCIES.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .toList());
    private static final String NUMBER = "(?:\\d{1,3}(?<group>[ .,'’])\\d{3}(?:\\k<group>\\d{3})*(?:[.,]\\d{1,2})?"
            + "|\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,2})?|\\d+(?:[.,]\\d{1,4})?)(?!\\d)";
    private static final Pattern AMOUNT =
            Pattern.compile("(?<![\\p{L}\\d.,/#-])(?<lead>[-−–(+]?) ?(?<before>" + CURRENCY
                    + ")?:? ?(?<inner>[-−–]?) ?(?<figures>" + NUMBER + ")(?: ?(?<after>" + CURRENCY
                    + ")(?!\\p{L}))?(?<trail> ?[-−–](?![\\p{L}\\d])|\\))?");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2})?");
    private static final Pattern COMMA_DECIMALS = Pattern.compile("\\d,\\d{2}(?![\\d,.])");
    private static final Pattern POINT_DECIMALS = Pattern.compile("\\d\\.\\d{2}(?![\\d,.])");

    private final Dates dates;
    private final char decimalSign;
    /** Cached, because many rules need the amounts of the same lines. */
    private final Map<String, List<Amount>> known = new ConcurrentHashMap<>();

    /**
     * An amount and the characters it was read from.
     *
     * @param currency ISO 4217, if printed beside the number
     * @param decimals whether it has one or two decimals, as money mostly does and counts mostly do not
     */
    public record Amount(BigDecimal value, @Nullable String currency, boolean decimals, int start, int end) {
        public boolean looksLikeMoney() {
            return decimals || currency != null;
        }
    }

    private Amounts(Dates dates, char decimalSign) {
        this.dates = dates;
        this.decimalSign = decimalSign;
    }

    static Amounts of(List<String> texts, Dates dates) {
        long commas = 0;
        long points = 0;
        for (String text : texts) {
            String rest = dates.without(text);
            commas += COMMA_DECIMALS.matcher(rest).results().count();
            points += POINT_DECIMALS.matcher(rest).results().count();
        }
        return new Amounts(dates, commas > points ? ',' : '.');
    }

    /** The amounts of a text in its order, without dates, times, percentages and digits inside words. */
    public List<Amount> find(String text) {
        return known.computeIfAbsent(text, this::read);
    }

    private List<Amount> read(String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        String rest = TIME.matcher(dates.without(text))
                .replaceAll(time -> " ".repeat(time.group().length()));
        List<Amount> found = new ArrayList<>();
        Matcher matcher = AMOUNT.matcher(rest);
        while (matcher.find()) {
            String behind = rest.substring(matcher.end());
            if (behind.startsWith("%") || behind.startsWith(" %") || startsWord(behind)) {
                continue;
            }
            boolean negative = isMinus(matcher.group("lead"))
                    || isMinus(matcher.group("inner"))
                    || isMinus(matcher.group("trail"))
                    || ("(".equals(matcher.group("lead")) && ")".equals(matcher.group("trail")));
            String figures = matcher.group("figures");
            BigDecimal value = value(figures);
            String sign = matcher.group("before") != null ? matcher.group("before") : matcher.group("after");
            boolean decimals = value.scale() == 1 || value.scale() == 2;
            found.add(new Amount(
                    negative ? value.negate() : value,
                    sign == null ? null : code(sign),
                    decimals,
                    matcher.start(),
                    matcher.end()));
        }
        return List.copyOf(found);
    }

    /** The amount of a text that consists of nothing else, such as a field of a table. */
    public Optional<Amount> only(String text) {
        List<Amount> found = find(text);
        if (found.size() != 1) {
            return Optional.empty();
        }
        String rest = text.substring(0, found.getFirst().start())
                + text.substring(found.getFirst().end());
        return rest.chars().filter(Character::isLetter).count() <= 3 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    public static Optional<String> currencyNamed(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return Optional.ofNullable(CURRENCIES.get(upper)).or(() -> Optional.ofNullable(CURRENCIES.get(text.strip())));
    }

    private BigDecimal value(String figures) {
        String digits = figures.replaceAll("[ '’]", "");
        int comma = digits.lastIndexOf(',');
        int point = digits.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            return comma > point
                    ? new BigDecimal(digits.replace(".", "").replace(',', '.'))
                    : new BigDecimal(digits.replace(",", ""));
        }
        int last = Math.max(comma, point);
        if (last < 0) {
            return new BigDecimal(digits);
        }
        char sign = digits.charAt(last);
        boolean repeated = digits.indexOf(sign) != last;
        boolean grouping = repeated || (digits.length() - last - 1 == 3 && sign != decimalSign);
        return new BigDecimal(grouping ? digits.replace(String.valueOf(sign), "") : digits.replace(',', '.'));
    }

    private static boolean startsWord(String behind) {
        return !behind.isEmpty()
                && (Character.isLetterOrDigit(behind.charAt(0)) || behind.matches("^[-/][\\p{L}\\d].*"));
    }

    private static boolean isMinus(@Nullable String sign) {
        return sign != null && sign.strip().matches("[-−–]");
    }

    private static @Nullable String code(String sign) {
        String direct = CURRENCIES.get(sign);
        return direct != null ? direct : CURRENCIES.get(sign.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> currencies() {
        Map<String, String> signs = new HashMap<>();
        Vocabulary.load("currencies").originals().forEach((code, names) -> {
            signs.put(code, code);
            for (String name : names) {
                signs.put(name, code);
                signs.put(name.toUpperCase(Locale.ROOT), code);
                signs.put(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), code);
            }
        });
        return signs;
    }
}
