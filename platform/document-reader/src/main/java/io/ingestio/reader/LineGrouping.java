package io.ingestio.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups words into lines: a word joins the lowest open line whose band contains its middle. Words are visited from top to
 * bottom and a line's band is that of its first word, so that a slightly tilted scan or a superscript stays on its line,
 * while a tall heading does not absorb the two small lines beside it.
 */
final class LineGrouping {
    /** A line is compared with this many predecessors: words of one line are near each other once sorted by their middle. */
    private static final int OPEN_LINES = 6;

    private LineGrouping() {}

    static List<Line> lines(List<Word> words) {
        List<Word> downwards = words.stream()
                .sorted(Comparator.comparingDouble(Word::middle).thenComparingDouble(Word::x))
                .toList();
        List<List<Word>> lines = new ArrayList<>();
        for (Word word : downwards) {
            List<Word> line = lineOf(word, lines);
            if (line == null) {
                lines.add(new ArrayList<>(List.of(word)));
            } else {
                line.add(word);
            }
        }
        return lines.stream().map(Line::new).toList();
    }

    private static @Nullable List<Word> lineOf(Word word, List<List<Word>> lines) {
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - OPEN_LINES); i--) {
            Word first = lines.get(i).getFirst();
            boolean alike = Math.max(first.height(), word.height()) <= 2.5f * Math.min(first.height(), word.height());
            float reach = 0.5f
                    * (alike ? Math.min(first.height(), word.height()) : Math.min(first.height(), word.height()) / 2);
            if (Math.abs(first.middle() - word.middle()) <= reach) {
                return lines.get(i);
            }
        }
        return null;
    }
}
