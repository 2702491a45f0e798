package io.ingestio.models.offline;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Layout;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Determines a document's type by the weights of the phrases in it; {@code other} below a minimum score. */
final class Classifier {
    static final String OTHER = "other";
    private static final Vocabulary TYPES = Vocabulary.load("types");
    private static final int LEAST_SCORE = 6;
    private static final int HEADING_ROWS = 15;

    private Classifier() {}

    static String type(Reading reading) {
        Map<String, Integer> scores = scores(reading.layout());
        return scores.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_SCORE)
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(OTHER);
    }

    /** Each phrase counts once; a heading, alone in its cell near the top, counts three times. */
    private static Map<String, Integer> scores(Layout layout) {
        Map<String, Integer> scores = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<Cell> cells = new ArrayList<>(layout.cells());
        for (Cell cell : cells) {
            List<Plain.Token> tokens = Plain.tokens(cell.text());
            boolean heading = cell.page() == 1 && cell.row() < HEADING_ROWS && tokens.size() <= 4;
            for (Vocabulary.Match match : TYPES.find(tokens)) {
                String phrase = match.entry().key() + ":"
                        + tokens.subList(match.first(), match.last() + 1).stream()
                                .map(Plain.Token::text)
                                .toList();
                boolean alone = heading && match.length() >= tokens.size() - 1;
                int points = match.entry().weight() * (alone ? 3 : 1);
                if (seen.add(phrase + (alone ? "!" : ""))) {
                    scores.merge(match.entry().key(), points, Integer::sum);
                }
            }
        }
        return scores;
    }
}
