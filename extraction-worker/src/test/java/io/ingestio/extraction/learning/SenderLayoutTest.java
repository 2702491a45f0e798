package io.ingestio.extraction.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderLayoutTest {

    private static final float HEIGHT = 10;
    private static final float LEADING = 16;
    private static final float LETTER = 5;

    @Test
    void nextInvoiceOfASenderHasTheSame() {
        var first = invoice("Northwind Paper Company", "NW-2026-0147", "14 March 2026", "727.01", "A4 paper");
        var next =
                invoice("Northwind Paper Company", "7", "2 December 2027", "1,204.50", "Envelopes", "Ink", "Staples");

        assertThat(first).isPresent().isEqualTo(next);
        assertThat(first.orElseThrow()).matches("v1-[0-9a-f]{32}");
    }

    @Test
    void anotherSenderHasAnother() {
        var first = invoice("Northwind Paper Company", "NW-2026-0147", "14 March 2026", "727.01", "A4 paper");
        var other = invoice("Lindauer Werkzeugbau GmbH", "NW-2026-0147", "14 March 2026", "727.01", "A4 paper");

        assertThat(other).isPresent().isNotEqualTo(first);
    }

    @Test
    void sameWordsAtOtherPlacesAreAnother() {
        var left = new Typed().line(60, "Invoice").line(60, "Bill to").line(60, "Harbour Books Limited");
        var right = new Typed().line(400, "Invoice").line(60, "Bill to").line(60, "Harbour Books Limited");

        assertThat(left.layout()).isPresent().isNotEqualTo(right.layout());
    }

    @Test
    void dateInWordsDoesNotCount() {
        assertThat(dated("Saturday, March 14, 2026")).isPresent().isEqualTo(dated("Friday, May 1, 2026"));
    }

    /** Such as a label that is set to the right, so that it moves with the length of its value. */
    @Test
    void labelCountsWhereverItsValuePutsIt() {
        var narrow = head().line(480, "Number: 7").layout();
        var wide = head().line(420, "Number: 7000-2026-88").layout();

        assertThat(narrow).isPresent().isEqualTo(wide);
    }

    @Test
    void valueAfterALabelDoesNotCount() {
        assertThat(head().cells(60, "Contact:", 300, "Alice Miller").layout())
                .isPresent()
                .isEqualTo(head().cells(60, "Contact:", 300, "Bob Jones").layout())
                .isNotEqualTo(
                        head().cells(60, "Reference:", 300, "Alice Miller").layout());
    }

    @Test
    void rowsOfATableDoNotCount() {
        assertThat(head().cells(60, "Paper", 500, "12.50").layout())
                .isEqualTo(head().cells(60, "Ink", 500, "1.973,50").layout())
                .isEqualTo(head().layout());
    }

    @Test
    void orderInTheFileDoesNotCount() {
        List<Word> words = new ArrayList<>(head().words);
        Collections.shuffle(words, new Random(7));

        assertThat(SenderLayout.of(new DocumentText(List.of(new PageText(1, 600, 800, words)))))
                .isEqualTo(head().layout());
    }

    @Test
    void accentsAndCaseDoNotCount() {
        assertThat(new Typed()
                        .line(60, "MÜLLER UND SÖHNE")
                        .line(60, "Rechnung")
                        .line(60, "Lieferung an")
                        .layout())
                .isEqualTo(new Typed()
                        .line(60, "Müller und Söhne")
                        .line(60, "RECHNUNG")
                        .line(60, "lieferung an")
                        .layout());
    }

    @Test
    void documentThatSaysTooLittleHasNone() {
        assertThat(SenderLayout.of(new DocumentText(List.of()))).isEmpty();
        assertThat(new Typed().layout()).isEmpty();
        assertThat(new Typed().line(60, "Invoice").line(60, "Total 12.50").layout())
                .isEmpty();
        assertThat(new Typed()
                        .line(60, "1 2 3")
                        .line(60, "4 5 6")
                        .line(60, "7 8 9")
                        .layout())
                .isEmpty();
    }

    /** A hundred thousand words on a page, and a word of a million letters. */
    @Test
    void workIsBounded() {
        var many = new Typed();
        IntStream.range(0, 100_000).forEach(i -> many.words.add(new Word("word" + (i % 7), i % 500, 20, 10, 8)));
        many.words.add(new Word("x".repeat(1_000_000), 1, 40, 10, 8));

        assertThat(many.layout()).isEqualTo(many.layout());
    }

    private static Optional<String> invoice(String sender, String number, String date, String total, String... items) {
        var typed = new Typed()
                .line(60, sender)
                .line(60, "12 Harbour Street, Bristol")
                .line(60, "Invoice")
                .cells(60, "Invoice number:", 300, number)
                .line(60, "Invoice date: " + date)
                .cells(60, "Bill to", 300, "Acme Tools Limited")
                .cells(60, "Description", 400, "Quantity", 500, "Amount");
        for (String item : items) {
            typed.cells(60, item, 400, "3", 500, total);
        }
        return typed.cells(400, "Total", 500, "EUR " + total).layout();
    }

    private static Typed head() {
        return new Typed()
                .line(60, "Northwind Paper Company")
                .line(60, "Invoice")
                .line(60, "Thank you for your order");
    }

    private static Optional<String> dated(String date) {
        return head().line(400, date).layout();
    }

    /** Lines one below the other, from the top of a page. */
    private static final class Typed {

        private final List<Word> words = new ArrayList<>();
        private float y = 40;

        Typed line(float x, String text) {
            return cells(x, text);
        }

        /** Pairs of a place and a text. */
        Typed cells(Object... cells) {
            for (int i = 0; i < cells.length; i += 2) {
                float x = ((Number) cells[i]).floatValue();
                for (String word : cells[i + 1].toString().split(" ")) {
                    words.add(new Word(word, x, y, LETTER * word.length(), HEIGHT));
                    x += LETTER * (word.length() + 1);
                }
            }
            y += LEADING;
            return this;
        }

        Optional<String> layout() {
            return SenderLayout.of(new DocumentText(List.of(new PageText(1, 600, 800, words))));
        }
    }
}
