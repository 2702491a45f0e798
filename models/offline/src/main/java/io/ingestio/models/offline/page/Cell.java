package io.ingestio.models.offline.page;

import io.ingestio.reader.Word;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words close together on one line, separated from the next cell by a wider gap: a label, a value, a field of a table, a line
 * of prose.
 *
 * @param page 1 for the first
 * @param row of the document's rows, counted over all pages from 0
 * @param index among the cells of its row
 */
public record Cell(int page, int row, int index, List<Word> words) {

    public String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    public float x() {
        return words.getFirst().x();
    }

    public float right() {
        return words.getLast().right();
    }

    public float y() {
        return (float) words.stream().mapToDouble(Word::y).min().orElseThrow();
    }

    float bottom() {
        return (float) words.stream().mapToDouble(Word::bottom).max().orElseThrow();
    }

    public float height() {
        return (float) words.stream().mapToDouble(Word::height).max().orElseThrow();
    }

    /** The words that the characters from {@code start} to {@code end} of {@link #text()} belong to. */
    public Cell slice(int start, int end) {
        int at = 0;
        int first = words.size() - 1;
        int last = 0;
        for (int i = 0; i < words.size(); i++) {
            int next = at + words.get(i).text().length();
            if (at < end && next > start) {
                first = Math.min(first, i);
                last = Math.max(last, i);
            }
            at = next + 1;
        }
        return new Cell(page, row, index, words.subList(first, Math.max(first, last) + 1));
    }

    boolean overlaps(Cell other) {
        return x() < other.right() && other.x() < right();
    }
}
