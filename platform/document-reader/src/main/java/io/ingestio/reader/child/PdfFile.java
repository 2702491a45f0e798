package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Request.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * An open PDF whose pages were counted by walking its {@link PageTree}. The count that the tree claims is never trusted, and
 * page lookups by index, which depend on it, are not used before the tree is made flat.
 */
final class PdfFile implements AutoCloseable {
    /** Smaller files are read at once, which parses twice as fast as seeking in the file. */
    private static final long IN_MEMORY_BYTES = 8 << 20;

    private final PDDocument document;
    private final List<PageTree.Leaf> pages;
    private final boolean damaged;

    private PdfFile(PDDocument document, List<PageTree.Leaf> pages, boolean damaged) {
        this.document = document;
        this.pages = pages;
        this.damaged = damaged;
    }

    /** A file that cannot be opened as it is, or without pages then, is opened as {@link SalvagedPdf}. */
    static PdfFile open(UntrustedFile file, Limits limits) throws RejectedFile {
        Path path = file.path();
        try {
            return open(
                    Files.size(path) <= IN_MEMORY_BYTES
                            ? new RandomAccessReadBuffer(Files.readAllBytes(path))
                            : new RandomAccessReadBufferedFile(path.toFile()),
                    limits,
                    false);
        } catch (IOException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_PDF);
        } catch (RejectedFile rejected) {
            if (rejected.code() == RejectionCode.UNREADABLE_PDF || rejected.code() == RejectionCode.PDF_WITHOUT_PAGES) {
                return salvaged(path, limits, rejected);
            }
            throw rejected;
        }
    }

    private static PdfFile salvaged(Path path, Limits limits, RejectedFile first) throws RejectedFile {
        try {
            for (byte[] attempt : SalvagedPdf.of(Files.readAllBytes(path))) {
                try {
                    return open(new RandomAccessReadBuffer(attempt), limits, true);
                } catch (RejectedFile rejected) {
                    if (rejected.code() != RejectionCode.UNREADABLE_PDF
                            && rejected.code() != RejectionCode.PDF_WITHOUT_PAGES) {
                        throw rejected;
                    }
                }
            }
        } catch (IOException e) {
            throw first;
        }
        throw first;
    }

    private static PdfFile open(RandomAccessRead in, Limits limits, boolean salvaged) throws RejectedFile {
        LossyParser parser = parser(in);
        PDDocument document = load(parser);
        try {
            List<PageTree.Leaf> pages = PageTree.pages(document, limits);
            if (pages.isEmpty()) {
                throw new RejectedFile(RejectionCode.PDF_WITHOUT_PAGES);
            }
            for (int i = 0; i < pages.size(); i++) {
                requireDrawable(new PDPage(pages.get(i).dictionary()), i + 1, limits);
            }
            boolean damaged = salvaged || parser.foundDamage() || pages.stream().anyMatch(PageTree.Leaf::lost);
            return new PdfFile(document, pages, damaged);
        } catch (RejectedFile | Error e) {
            closeQuietly(document);
            throw e;
        } catch (RuntimeException e) {
            closeQuietly(document);
            throw new RejectedFile(RejectionCode.UNREADABLE_PDF);
        }
    }

    int pageCount() {
        return pages.size();
    }

    /** Whether the file was cut off or pages that it names are not in it, so that there was more than is counted. */
    boolean isDamaged() {
        return damaged;
    }

    /** Whether the page's object is missing or damaged. */
    boolean isLost(int number) {
        return pages.get(number - 1).lost();
    }

    PDDocument document() {
        return document;
    }

    /**
     * The pages of {@link #document()}, whose tree is made flat and its count correct, so that page n of the document is page n here
     * whatever the original counts were. Attributes that pages inherit from parent nodes are copied into the pages.
     */
    List<PDPage> flattened() {
        var kids = new COSArray();
        var root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.PAGES);
        root.setItem(COSName.KIDS, kids);
        root.setInt(COSName.COUNT, pages.size());
        for (PageTree.Leaf leaf : pages) {
            COSDictionary dictionary = leaf.dictionary();
            var page = new PDPage(dictionary);
            page.setMediaBox(page.getMediaBox());
            page.setCropBox(page.getCropBox());
            page.setRotation(page.getRotation());
            page.setResources(page.getResources());
            dictionary.setItem(COSName.TYPE, COSName.PAGE);
            dictionary.setItem(COSName.PARENT, root);
            kids.add(dictionary);
        }
        document.getDocumentCatalog().getCOSObject().setItem(COSName.PAGES, root);
        List<PDPage> flat = new ArrayList<>();
        document.getPages().forEach(flat::add);
        return flat;
    }

    private static LossyParser parser(RandomAccessRead in) throws RejectedFile {
        try {
            return new LossyParser(in);
        } catch (IOException | RuntimeException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_PDF);
        }
    }

    private static PDDocument load(LossyParser parser) throws RejectedFile {
        try {
            return parser.parse();
        } catch (InvalidPasswordException e) {
            throw new RejectedFile(RejectionCode.ENCRYPTED_PDF);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new RejectedFile(isAboutEncryption(e) ? RejectionCode.ENCRYPTED_PDF : RejectionCode.UNREADABLE_PDF);
        }
    }

    /** The file needs a certificate or an unknown security handler: it cannot be opened without the key. */
    private static boolean isAboutEncryption(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("security handler")
                    || message.contains("decrypt")
                    || message.contains("bouncycastle")) {
                return true;
            }
        }
        return false;
    }

    private static void requireDrawable(PDPage page, int number, Limits limits) throws RejectedFile {
        PDRectangle box = page.getCropBox();
        if ((double) box.getWidth() * box.getHeight() > limits.maxPagePixels()) {
            throw new RejectedFile(
                    RejectionCode.RESOURCE_LIMIT,
                    String.format(
                            Locale.ROOT,
                            "Page %d of the PDF is %.0f × %.0f inches, too large to be drawn.",
                            number,
                            box.getWidth() / 72,
                            box.getHeight() / 72));
        }
    }

    @Override
    public void close() {
        closeQuietly(document);
    }

    private static void closeQuietly(PDDocument document) {
        try {
            document.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
