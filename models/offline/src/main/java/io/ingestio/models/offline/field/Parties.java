package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Hit;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Issuer and customer: by labels, by the legal forms in company names, by the position on the page. */
final class Parties {
    private static final Vocabulary TYPES = Vocabulary.load("types");
    private static final Pattern COMPANY = Pattern.compile(
            "(?<![\\p{L}\\d])((?:[\\p{Lu}\\d(.][\\p{L}\\d.&'’+)\\-]*,? |& |(?:und|and|et|y|de|of|the) ){1,6})("
                    + suffixes() + ")(?![\\p{L}])\\.?");
    private static final int HEAD_ROWS = 8;

    private final Reading reading;
    private final Values values;
    private final Recipient recipient;

    Parties(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
        this.recipient = new Recipient(reading);
    }

    /** The issuer of an invoice: by a label, else the company named most often except the customer, else the head of the page. */
    Optional<String> vendor() {
        Optional<String> labelled = values.text(reading.hits("vendor_name").stream()
                        .filter(hit -> hit.start() == 0)
                        .toList())
                .map(Values.Scored::value)
                .filter(Parties::isName);
        return labelled.filter(name -> !companiesIn(name).isEmpty())
                .or(this::mostNamedCompany)
                .or(() -> labelled)
                .or(() -> heading(row -> row.first().text()));
    }

    /** The shop of a receipt: the company among its first lines, else its first line of words. */
    Optional<String> merchant() {
        Optional<String> onTop = reading.layout().rows().stream()
                .limit(HEAD_ROWS)
                .map(Row::text)
                .flatMap(text -> upToCompany(text).stream())
                .findFirst();
        return onTop.or(this::mostNamedCompany).or(() -> heading(Row::text));
    }

    /** The start of a line up to the legal form of a company's name: on a receipt nothing precedes it. */
    private static Optional<String> upToCompany(String line) {
        Matcher matcher = COMPANY.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = line.substring(0, matcher.end())
                .replaceFirst("^[^\\p{L}\\d]+", "")
                .strip();
        return isName(name) ? Optional.of(name) : Optional.empty();
    }

    Optional<String> customer() {
        return values.text(reading.hits("customer_name").stream()
                        .filter(hit -> hit.start() == 0)
                        .toList())
                .map(found -> found.value()
                        .replaceFirst("(?i)^(attn|attention|name)[ :.]+", "")
                        .strip())
                .filter(Parties::isName);
    }

    /** The recipient of a letter: by a label, else by the position of the address. */
    Optional<String> addressee() {
        return customer()
                .or(recipient::belowSender)
                .or(() -> vendor().flatMap(sender -> recipient.addressed(name -> isPartOf(name, sender))));
    }

    private static boolean isPartOf(String name, String sender) {
        String words = Plain.words(name);
        return Plain.words(sender).contains(words) || words.contains(Plain.words(sender));
    }

    private Optional<String> mostNamedCompany() {
        Set<String> customers = customerCompanies();
        Map<String, Integer> score = new LinkedHashMap<>();
        Map<String, String> shown = new HashMap<>();
        for (Row row : reading.layout().rows()) {
            for (String name : row.cells().stream()
                    .flatMap(cell -> companiesIn(cell.text()).stream())
                    .toList()) {
                String key = Plain.words(name);
                if (!customers.contains(key)) {
                    shown.putIfAbsent(key, name);
                    score.merge(key, row.number() < HEAD_ROWS ? 3 : 2, Integer::sum);
                }
            }
        }
        List<String> order = List.copyOf(score.keySet());
        return score.entrySet().stream()
                .max(Comparator.comparing(Map.Entry<String, Integer>::getValue)
                        .thenComparingInt(entry -> -order.indexOf(entry.getKey())))
                .map(entry -> Objects.requireNonNull(shown.get(entry.getKey())));
    }

    private Set<String> customerCompanies() {
        Set<String> names = new HashSet<>();
        for (Hit hit : reading.hits("customer_name")) {
            companiesIn(hit.rest()).forEach(name -> names.add(Plain.words(name)));
            Optional<Cell> below = reading.layout().below(hit.place());
            for (int i = 0; i < 2 && below.isPresent(); i++) {
                companiesIn(below.get().text()).forEach(name -> names.add(Plain.words(name)));
                below = reading.layout().below(below.get());
            }
        }
        recipient
                .belowSender()
                .ifPresent(name -> companiesIn(name).forEach(company -> names.add(Plain.words(company))));
        return names;
    }

    /** The first text of the page that is neither its title nor a label with its value. */
    private Optional<String> heading(Function<Row, String> words) {
        return reading.layout().rows().stream()
                .limit(HEAD_ROWS)
                .filter(row ->
                        reading.hitsIn(row.first()).stream().noneMatch(hit -> hit.start() <= 1 && hit.weight() >= 5))
                .map(words)
                .map(String::strip)
                .filter(text -> TYPES.exactly(text).isEmpty() && isName(text))
                .filter(text -> text.chars().filter(Character::isLetter).count() >= 4)
                .findFirst();
    }

    private static boolean isName(String text) {
        long letters = text.chars().filter(Character::isLetter).count();
        long digits = text.chars().filter(Character::isDigit).count();
        return letters >= 2 && letters > digits && text.length() <= 80 && !text.contains("@") && !text.contains("www.");
    }

    static List<String> companiesIn(String text) {
        Matcher matcher = COMPANY.matcher(text);
        return matcher.results()
                .map(found -> found.group().strip())
                .map(name -> name.replaceFirst("^(?:(?:und|and|et|y|de|of|the|&) )+", ""))
                .toList();
    }

    /** The legal forms in any case and with dots: {@code sa} matches {@code S.A.}; one or two letters must be capitals. */
    private static String suffixes() {
        List<String> known = Vocabulary.load("companies").originals().values().stream()
                .flatMap(List::stream)
                .toList();
        return known.stream()
                .map(Plain::words)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(words -> words.codePoints()
                        .mapToObj(c -> c == ' ' ? "[. ,&+]*" : letter(c, words))
                        .collect(Collectors.joining("\\.?")))
                .collect(Collectors.joining("|"));
    }

    private static String letter(int c, String words) {
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        return words.replace(" ", "").length() <= 2 ? upper : "[" + Character.toString(c) + upper + "]";
    }
}
