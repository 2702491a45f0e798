package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Dates;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a contract, by the set phrases of its first lines. */
final class ContractFields {
    private static final Vocabulary WORDS = Vocabulary.load("contract-words");
    private static final int HEAD_ROWS = 12;
    private static final Pattern PARTY_END = Pattern.compile("[,;(]|\\.(?= |$)");

    private final Reading reading;
    private final Values values;

    ContractFields(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    /** The title: the largest line near the top that names a kind of contract. */
    Optional<String> title() {
        return reading.layout().rows().stream()
                .limit(HEAD_ROWS)
                .filter(row -> row.text().length() <= 80 && namesAContract(row.text()))
                .max(Comparator.comparingDouble((Row row) -> row.first().height())
                        .thenComparingInt(row -> -row.number()))
                .map(Row::text);
    }

    private static boolean namesAContract(String text) {
        return Plain.words(text).endsWith("vertrag")
                || WORDS.find(Plain.tokens(text)).stream()
                        .anyMatch(match -> match.entry().key().equals("title"));
    }

    /** The names after "between" and "and"; else the companies on the first page. */
    List<String> parties() {
        String text = reading.layout().rows().stream()
                .filter(row -> row.page() == 1)
                .map(Row::text)
                .collect(Collectors.joining(" "));
        List<Plain.Token> tokens = Plain.tokens(text);
        List<Vocabulary.Match> matches = WORDS.find(tokens);
        for (Vocabulary.Match between : matches) {
            if (!between.entry().key().equals("between")) {
                continue;
            }
            String first = party(text, tokens.get(between.last()).end());
            Optional<String> second = matches.stream()
                    .filter(and -> and.entry().key().equals("and")
                            && and.first() > between.last()
                            && tokens.get(and.first()).start()
                                    >= tokens.get(between.last()).end() + first.length())
                    .map(and -> party(text, tokens.get(and.last()).end()))
                    .filter(ContractFields::isName)
                    .findFirst();
            if (isName(first) && second.isPresent()) {
                return List.of(first, second.get());
            }
        }
        List<String> companies = new ArrayList<>(Parties.companiesIn(text));
        return companies.stream().distinct().limit(4).toList();
    }

    private static String party(String text, int from) {
        String rest = text.substring(from).replaceFirst("^[\\s:\\d.()]+", "");
        String[] parts = PARTY_END.split(rest, 2);
        List<Plain.Token> tokens = Plain.tokens(parts[0]);
        int end = WORDS.find(tokens).stream()
                .filter(match -> match.entry().key().equals("and") && match.first() > 0)
                .map(match -> tokens.get(match.first()).start())
                .findFirst()
                .orElse(parts[0].length());
        return parts[0].substring(0, end).strip();
    }

    private static boolean isName(String text) {
        return text.length() >= 3 && text.length() <= 80 && Character.isUpperCase(text.codePointAt(0));
    }

    /** By its label, else the date after a phrase such as "effective as of", else the first date. */
    Optional<LocalDate> effectiveDate() {
        return values.date("effective_date")
                .or(this::introduced)
                .or(() -> values.anywhere(text -> reading.dates().first(text)));
    }

    private Optional<LocalDate> introduced() {
        for (Row row : reading.layout().rows()) {
            List<Plain.Token> tokens = Plain.tokens(row.text());
            for (Vocabulary.Match match : WORDS.find(tokens)) {
                int end = tokens.get(match.last()).end();
                Optional<LocalDate> date = match.entry().key().equals("dated")
                        ? reading.dates().find(row.text()).stream()
                                .filter(found -> found.start() >= end && found.start() - end <= 20)
                                .map(Dates.Found::date)
                                .findFirst()
                        : Optional.empty();
                if (date.isPresent()) {
                    return date;
                }
            }
        }
        return Optional.empty();
    }

    Optional<String> text(String field) {
        return values.text(reading.hits(field).stream()
                        .filter(hit -> hit.start() <= 5)
                        .toList())
                .map(Values.Scored::value);
    }
}
