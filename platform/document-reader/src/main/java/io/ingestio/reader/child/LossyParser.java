package io.ingestio.reader.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * PDFBox's parser, which also says whether there was more in the file than it found: where it has to look for the objects, it removes the
 * pages that it does not find from the page tree and corrects the tree's counts.
 */
final class LossyParser extends PDFParser {
    /** Behind the end of a PDF some writers add as much as this, beside padding. */
    private static final int FOLLOWS = 2_048;

    private static final int PADDING = 1 << 16;

    private final boolean cutOff;
    private boolean leftPagesOut;

    LossyParser(RandomAccessRead file) throws IOException {
        super(file);
        cutOff = isCutOff(file);
    }

    /** Known once the file is parsed. */
    boolean foundDamage() {
        return cutOff || leftPagesOut;
    }

    @Override
    protected void checkPages(COSDictionary catalog) throws IOException {
        int named = PageTree.entries(catalog);
        super.checkPages(catalog);
        leftPagesOut = PageTree.entries(catalog) < named;
    }

    /** Whether the end is missing: what follows the last object and says where the objects are. */
    private static boolean isCutOff(RandomAccessRead file) throws IOException {
        byte[] tail = new byte[(int) Math.min(file.length(), PADDING)];
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        file.seek(0);
        int end = tail.length;
        while (end > 0 && (tail[end - 1] == 0 || Character.isWhitespace(tail[end - 1]))) {
            end--;
        }
        int from = Math.max(0, end - FOLLOWS);
        String last = new String(tail, from, end - from, StandardCharsets.ISO_8859_1);
        return end > 0 && !last.contains("startxref") && !last.contains("%%EOF");
    }
}
