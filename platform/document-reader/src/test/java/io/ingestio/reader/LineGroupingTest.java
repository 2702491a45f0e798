package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineGroupingTest {

    @Test
    void groupsByPositionNotByOrder() {
        var page = new PageText(
                1, 600, 800, List.of(word("right", 300, 100), word("below", 10, 120), word("left", 10, 101)));
        assertThat(page.lines()).extracting(Line::text).containsExactly("left right", "below");
    }

    @Test
    void keepsTwoSmallLinesBesideATallHeadingApart() {
        var page = new PageText(
                1,
                600,
                800,
                List.of(new Word("INVOICE", 10, 100, 200, 40), word("first", 300, 101), word("second", 300, 125)));
        assertThat(page.lines()).extracting(Line::text).contains("first", "second");
    }

    private static Word word(String text, float x, float y) {
        return new Word(text, x, y, 8 * text.length(), 12);
    }
}
