package io.ingestio.reader;

import java.util.List;

/**
 * The text layer of one page.
 *
 * @param number 1 for the first page
 * @param width of the page as displayed, in points (pixels for an image)
 * @param words none where the page has no text layer: a scan, a photo, a blank page
 */
public record PageText(int number, float width, float height, List<Word> words) {

    public PageText {
        words = List.copyOf(words);
    }

    /** The words as lines from top to bottom, grouped by position, not by the order in the file. */
    public List<Line> lines() {
        return LineGrouping.lines(words);
    }
}
