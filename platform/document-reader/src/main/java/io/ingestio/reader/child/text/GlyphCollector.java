package io.ingestio.reader.child.text;

import io.ingestio.reader.PageText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects a page's glyphs through PDFBox's text engine, which drops doubled glyphs (fake bold) and joins accents, and leaves
 * assembling words to {@link WordAssembly}.
 */
public final class GlyphCollector extends PDFTextStripper {
    private final long maxCharacters;
    private long characters;
    private PDPage current = new PDPage();

    /** @param maxCharacters of all pages together; one more is {@link TooManyGlyphs} */
    public GlyphCollector(long maxCharacters) {
        this.maxCharacters = maxCharacters;
        setShouldSeparateByBeads(false);
        // PDFBox counts no pages here, because pages are passed one by one.
        setStartPage(0);
    }

    /** The text of one page; the text before a fault in its content is kept, as viewers do. */
    public PageText read(PDDocument document, PDPage page, int number) {
        current = page;
        charactersByArticle.clear();
        if (page.hasContents()) {
            try {
                writeText(document, Writer.nullWriter());
            } catch (IOException
                    | IllegalArgumentException
                    | IllegalStateException
                    | IndexOutOfBoundsException
                    | NullPointerException
                    | ClassCastException
                    | ArithmeticException e) {
                // A damaged page: keep what was collected.
                output = Writer.nullWriter();
            }
        }
        PDRectangle box = page.getCropBox();
        boolean turned = page.getRotation() % 180 != 0;
        List<TextPosition> glyphs = new ArrayList<>();
        charactersByArticle.forEach(glyphs::addAll);
        var assembly = new WordAssembly(box.getWidth(), box.getHeight(), page.getRotation());
        return new PageText(
                number,
                turned ? box.getHeight() : box.getWidth(),
                turned ? box.getWidth() : box.getHeight(),
                assembly.words(glyphs));
    }

    @Override
    protected void processPages(PDPageTree ignored) throws IOException {
        processPage(current);
    }

    @Override
    protected void processTextPosition(TextPosition glyph) {
        if (++characters > maxCharacters) {
            throw new TooManyGlyphs();
        }
        super.processTextPosition(glyph);
    }

    @Override
    protected void writePage() {
        // WordAssembly makes the words.
    }

    /** A document with more text than the limit. */
    public static final class TooManyGlyphs extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
