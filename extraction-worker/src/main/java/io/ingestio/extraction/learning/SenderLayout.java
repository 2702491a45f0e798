package io.ingestio.extraction.learning;

import io.ingestio.reader.DocumentText;
import io.ingestio.reader.Line;
import io.ingestio.reader.PageText;
import io.ingestio.reader.Word;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A fingerprint of the template that a document was made from: the same for a sender's next invoice with other numbers, dates, amounts
 * and items, another one for another sender. Pure, and bounded whatever the document has.
 *
 * <p>A template is recognized by what it prints on every document at the same place. That is mostly at the top of the first page: the letter's
 * head, the recipient, the names of fields. So the words of the upper part are grouped to cells, divided by gaps, and of each cell counts
 * <ul>
 *   <li>with a colon, what stands before it, wherever it stands: a label that is set to the right moves with its value;
 *   <li>without a colon and without a digit, its text with the column where it begins: a date has digits, the name of a sender mostly none,
 *       and two senders who write "Invoice" alike seldom write it at the same place.
 * </ul>
 * What follows a label on its line is its value and does not count, nor does a line that ends in an amount: a row of a table, or a total.
 * The cells count as a set, because heights shift where an address has one more line.
 *
 * <p>An exact fingerprint was chosen, not a measure of likeness: it is a key of tables, and what is learnt is never given to a sender who
 * is merely alike. The price is that a layout whose upper part names other people on each document is a new one for each. Where the upper
 * part says too little, the whole page counts; where that says too little, as a scan without text does, there is no layout and nothing is
 * learnt.
 */
public final class SenderLayout {

    /** Of these rules: other rules make other fingerprints. */
    private static final String VERSION = "v1-";

    private static final float UPPER_PART = 0.4f;
    private static final int MOST_WORDS = 2_000;
    private static final int MOST_CHARACTERS = 60;
    private static final int FEWEST_CELLS = 3;
    private static final int FEWEST_LETTERS = 20;
    private static final int COLUMNS = 20;
    private static final int BYTES = 16;

    /** A gap wider than this part of a word's height ends a cell. */
    private static final float CELL_GAP = 1f;

    private static final Pattern AMOUNT = Pattern.compile("\\d[.,]\\d{2}(?![\\d.,])");
    private static final Pattern DIGIT = Pattern.compile("\\p{N}");

    private SenderLayout() {}

    /** Empty where the document does not say enough. */
    public static Optional<String> of(DocumentText text) {
        return text.pages().stream().findFirst().flatMap(SenderLayout::of);
    }

    private static Optional<String> of(PageText page) {
        SortedSet<String> upper = cells(page, UPPER_PART);
        SortedSet<String> cells = saysEnough(upper) ? upper : cells(page, 1);
        return saysEnough(cells) ? Optional.of(VERSION + digest(cells)) : Optional.empty();
    }

    private static boolean saysEnough(SortedSet<String> cells) {
        return cells.size() >= FEWEST_CELLS
                && cells.stream()
                                .flatMapToInt(String::chars)
                                .filter(Character::isLetter)
                                .count()
                        >= FEWEST_LETTERS;
    }

    private static SortedSet<String> cells(PageText page, float part) {
        List<Word> words = page.words().stream()
                .filter(word -> word.middle() <= part * page.height())
                .limit(MOST_WORDS)
                .toList();
        SortedSet<String> found = new TreeSet<>();
        for (Line line : new PageText(page.number(), page.width(), page.height(), words).lines()) {
            addCells(line, page.width(), found);
        }
        return found;
    }

    private static void addCells(Line line, float width, SortedSet<String> found) {
        List<Line> cells = cells(line);
        if (AMOUNT.matcher(cells.getLast().text()).find()) {
            return;
        }
        boolean valueFollows = false;
        for (Line cell : cells) {
            String text = cell.text();
            int colon = text.indexOf(':');
            if (colon >= 0) {
                add(text.substring(0, colon), ":", found);
            } else if (!valueFollows && !DIGIT.matcher(text).find()) {
                add(text, "@" + (int) (COLUMNS * cell.x() / Math.max(1, width)), found);
            }
            valueFollows = colon >= 0 && colon == text.length() - 1;
        }
    }

    private static void add(String text, String kind, SortedSet<String> found) {
        String letters = letters(text);
        if (letters.length() > 1) {
            found.add(letters + kind);
        }
    }

    private static List<Line> cells(Line line) {
        List<Line> cells = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        for (Word word : line.words()) {
            if (!open.isEmpty() && word.x() - open.getLast().right() > CELL_GAP * word.height()) {
                cells.add(new Line(open));
                open = new ArrayList<>();
            }
            open.add(word);
        }
        cells.add(new Line(open));
        return cells;
    }

    /** Lower case, without accents, digits and punctuation. */
    private static String letters(String text) {
        String cut = text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
        return Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}]+", " ")
                .strip();
    }

    private static String digest(SortedSet<String> cells) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", cells).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
