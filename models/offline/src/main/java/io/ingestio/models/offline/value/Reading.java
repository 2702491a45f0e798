package io.ingestio.models.offline.value;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Layout;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import io.ingestio.reader.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One document as the rules read it: cells, the labels in them, and its formats of dates and amounts. */
public final class Reading {
    private static final Vocabulary LABELS = Vocabulary.load("labels");

    private final Layout layout;
    private final Dates dates;
    private final Amounts amounts;
    private final Map<String, List<Hit>> hits;
    private final Map<Place, List<Hit>> hitsByCell;

    private record Place(int row, int index) {}

    private Reading(Layout layout, Dates dates, Amounts amounts) {
        this.layout = layout;
        this.dates = dates;
        this.amounts = amounts;
        List<Hit> all = layout.cells().stream().flatMap(Reading::labels).toList();
        this.hits = all.stream().collect(Collectors.groupingBy(Hit::field));
        this.hitsByCell = all.stream()
                .collect(Collectors.groupingBy(
                        hit -> new Place(hit.cell().row(), hit.cell().index())));
    }

    public static Reading of(DocumentText text) {
        Layout layout = Layout.of(text);
        List<String> texts = layout.rows().stream().map(Row::text).toList();
        String all = String.join("\n", texts);
        boolean american = (all.contains("$") && !all.contains("€") && !all.contains("£")) || all.contains("USD");
        Dates dates = Dates.of(texts, american);
        return new Reading(layout, dates, Amounts.of(texts, dates));
    }

    public Layout layout() {
        return layout;
    }

    public Dates dates() {
        return dates;
    }

    public Amounts amounts() {
        return amounts;
    }

    /** The labels of a field, in the document's order. */
    public List<Hit> hits(String field) {
        return hits.getOrDefault(field, List.of());
    }

    /** All labels of a cell. */
    public List<Hit> hitsIn(Cell cell) {
        return hitsByCell.getOrDefault(new Place(cell.row(), cell.index()), List.of());
    }

    /** The places of a label that is not in the vocabulary: the user's words for a field. */
    List<Hit> hitsOf(String label) {
        List<String> wanted =
                Plain.tokens(label).stream().map(Plain.Token::text).toList();
        List<Hit> found = new ArrayList<>();
        for (Cell cell : layout.cells()) {
            List<Plain.Token> tokens = Plain.tokens(cell.text());
            for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= tokens.size(); i++) {
                List<Plain.Token> window = tokens.subList(i, i + wanted.size());
                if (window.stream().map(Plain.Token::text).toList().equals(wanted)) {
                    int end = window.getLast().end();
                    found.add(new Hit(
                            label,
                            i == 0 ? 9 : 5,
                            cell,
                            window.getFirst().start(),
                            end,
                            cell.text().length()));
                }
            }
        }
        return found;
    }

    private static Stream<Hit> labels(Cell cell) {
        String text = cell.text();
        List<Plain.Token> tokens = Plain.tokens(text);
        List<Vocabulary.Match> matches = LABELS.find(tokens);
        Function<Vocabulary.Match, Integer> next = match -> matches.stream()
                .filter(other -> other.first() > match.last()
                        && (other.length() > 1 || other.entry().weight() >= 8))
                .map(other -> tokens.get(other.first()).start())
                .findFirst()
                .orElse(text.length());
        return matches.stream()
                .filter(match -> isLabel(match, tokens, text))
                .map(match -> new Hit(
                        match.entry().key(),
                        match.entry().weight(),
                        cell,
                        tokens.get(match.first()).start(),
                        tokens.get(match.last()).end(),
                        next.apply(match)));
    }

    /**
     * A single common word in the middle of a sentence is not a label, nor is a part of a code such as {@code
     * po_number_7}.
     */
    private static boolean isLabel(Vocabulary.Match match, List<Plain.Token> tokens, String text) {
        int end = tokens.get(match.last()).end();
        boolean partOfCode = text.startsWith("_", end)
                || text.startsWith("_", tokens.get(match.first()).start() - 1);
        if (partOfCode || match.first() == 0 || match.length() > 1) {
            return !partOfCode;
        }
        String between = text.substring(
                tokens.get(match.first() - 1).end(), tokens.get(match.first()).start());
        boolean colonBehind = text.startsWith(":", end);
        return colonBehind || between.contains(":") || between.contains("|");
    }
}
