package io.ingestio.reader;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The words on one line of a page, from left to right. Two columns of text share their lines, with a gap between them. */
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
