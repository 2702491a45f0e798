package io.ingestio.reader.child.text;

import io.ingestio.reader.Word;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Assembles words from glyphs: a word is a run of glyphs of one direction on one baseline without a gap. Boxes are given as the
 * page is displayed, also for text that runs upwards along a margin.
 */
final class WordAssembly {
    /** The widest gap inside a word, in ems: half of the narrowest usual space. */
    private static final float WORD_GAP = 0.16f;

    private final float pageWidth;
    private final float pageHeight;
    private final int rotation;
    private final List<Word> words = new ArrayList<>();
    private @Nullable Run run;

    /** @param pageWidth before the page is turned by {@code rotation} degrees */
    WordAssembly(float pageWidth, float pageHeight, int rotation) {
        this.pageWidth = pageWidth;
        this.pageHeight = pageHeight;
        this.rotation = Math.floorMod(rotation, 360);
    }

    List<Word> words(List<TextPosition> glyphs) {
        for (TextPosition glyph : glyphs) {
            add(glyph);
        }
        finish();
        return words;
    }

    private void add(TextPosition glyph) {
        String text = glyph.getUnicode() == null ? "" : printable(glyph.getUnicode());
        if (text.isEmpty()) {
            return;
        }
        if (text.isBlank()) {
            finish();
            return;
        }
        float size =
                Math.abs(glyph.getYScale()) > 0.1f ? Math.abs(glyph.getYScale()) : Math.max(1, glyph.getHeightDir());
        if (run != null && !run.continuesWith(glyph, size)) {
            finish();
        }
        if (run == null) {
            run = new Run(glyph, size);
        }
        run.add(text, glyph, size);
    }

    private void finish() {
        Run done = run;
        run = null;
        if (done == null) {
            return;
        }
        Word word = displayed(done);
        boolean visible = word.right() > 0
                && word.bottom() > 0
                && word.x() < (rotation % 180 == 0 ? pageWidth : pageHeight)
                && word.y() < (rotation % 180 == 0 ? pageHeight : pageWidth);
        if (visible) {
            words.add(word);
        }
    }

    /** Turns a run's box from the frame in which its text is horizontal into the frame in which the page is displayed. */
    private Word displayed(Run run) {
        float[] a = turn(run.left, run.baseline - 0.75f * run.size, run.direction);
        float[] b = turn(run.right, run.baseline + 0.2f * run.size, run.direction);
        float x = Math.min(a[0], b[0]);
        float y = Math.min(a[1], b[1]);
        return new Word(
                run.text(),
                rounded(x),
                rounded(y),
                rounded(Math.max(a[0], b[0]) - x),
                rounded(Math.max(a[1], b[1]) - y));
    }

    private float[] turn(float x, float y, int direction) {
        float[] upright =
                switch (direction) {
                    case 90 -> new float[] {y, pageHeight - x};
                    case 180 -> new float[] {pageWidth - x, pageHeight - y};
                    case 270 -> new float[] {pageWidth - y, x};
                    default -> new float[] {x, y};
                };
        return switch (rotation) {
            case 90 -> new float[] {pageHeight - upright[1], upright[0]};
            case 180 -> new float[] {pageWidth - upright[0], pageHeight - upright[1]};
            case 270 -> new float[] {upright[1], pageWidth - upright[0]};
            default -> upright;
        };
    }

    private static float rounded(float points) {
        return Math.round(points * 100) / 100f;
    }

    /** Without control characters, every kind of space as a space, ligatures as letters. */
    private static String printable(String unicode) {
        var text = new StringBuilder();
        unicode.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                text.append(' ');
            } else if (!Character.isISOControl(c) && c != 0xFEFF && c != 0x200B && c != 0xAD) {
                boolean presentation = (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
                text.append(
                        presentation
                                ? Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                                : Character.toString(c));
            }
        });
        return text.toString();
    }

    /** The current word, in the frame in which its text is horizontal. */
    private static final class Run {
        private final StringBuilder text = new StringBuilder();
        private final int direction;
        private final float baseline;
        private float size;
        private float left;
        private float right;
        private boolean rightToLeft;
        private boolean drawnRightwards = true;

        Run(TextPosition first, float size) {
            direction = Math.floorMod(Math.round(first.getDir() / 90) * 90, 360);
            baseline = first.getYDirAdj();
            this.size = size;
            left = first.getXDirAdj();
            right = left;
        }

        boolean continuesWith(TextPosition glyph, float glyphSize) {
            float em = Math.max(size, glyphSize);
            boolean sameLine = Math.floorMod(Math.round(glyph.getDir() / 90) * 90, 360) == direction
                    && Math.abs(glyph.getYDirAdj() - baseline) < 0.4f * em;
            float gap = glyph.getXDirAdj() - right;
            float leftGap = left - glyph.getXDirAdj() - glyph.getWidthDirAdj();
            boolean after = gap < WORD_GAP * em && gap > -0.5f * em;
            boolean before = rightToLeft && leftGap < WORD_GAP * em && leftGap > -0.5f * em;
            return sameLine && (after || before);
        }

        void add(String glyphText, TextPosition glyph, float glyphSize) {
            byte direction = Character.getDirectionality(glyphText.codePointAt(0));
            rightToLeft |= direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
            drawnRightwards &= glyph.getXDirAdj() >= left - 0.01f;
            left = Math.min(left, glyph.getXDirAdj());
            right = Math.max(right, glyph.getXDirAdj() + glyph.getWidthDirAdj());
            size = Math.max(size, glyphSize);
            text.append(glyphText);
        }

        /** In reading order: Arabic and Hebrew are mostly drawn from left to right, glyph by glyph. */
        String text() {
            return rightToLeft && drawnRightwards
                    ? new StringBuilder(text).reverse().toString()
                    : text.toString();
        }
    }
}
