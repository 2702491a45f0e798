package io.ingestio.reader;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Words that stand on one line of a page, from left to right. Text in two columns shares its lines: see the gaps. */
public record Line(List<Word> words) {

    public Line {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a line has words");
        }
        words = words.stream().sorted(Comparator.comparingDouble(Word::x)).toList();
    }

    /** The words, one space apart. */
    public String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    public float x() {
        return words.getFirst().x();
    }

    public float right() {
        return words.stream().map(Word::right).max(Float::compare).orElseThrow();
    }

    public float y() {
        return words.stream().map(Word::y).min(Float::compare).orElseThrow();
    }

    public float bottom() {
        return words.stream().map(Word::bottom).max(Float::compare).orElseThrow();
    }

    public float height() {
        return bottom() - y();
    }
}
