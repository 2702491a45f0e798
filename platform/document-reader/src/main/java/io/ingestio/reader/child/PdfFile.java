package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Request.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * An open PDF whose pages were counted by walking its page tree. The count that the tree claims ({@code /Count}) is never trusted, and
 * page lookups by index, which depend on it, are not used.
 */
final class PdfFile implements AutoCloseable {
    /** Smaller files are read at once, which parses twice as fast as seeking in the file. */
    private static final long IN_MEMORY_BYTES = 8 << 20;

    private final PDDocument document;
    private final List<PDPage> pages;

    private PdfFile(PDDocument document, List<PDPage> pages) {
        this.document = document;
        this.pages = pages;
    }

    static PdfFile open(Path path, Limits limits) throws RejectedFile {
        PDDocument document = load(path);
        try {
            return new PdfFile(document, pagesOf(document, limits));
        } catch (RejectedFile | Error e) {
            closeQuietly(document);
            throw e;
        }
    }

    List<PDPage> pages() {
        return pages;
    }

    PDDocument document() {
        return document;
    }

    /**
     * Makes the page tree flat and its count correct, so that page n of {@link #document()} is page n of {@link #pages()}
     * whatever the original counts were. Attributes that pages inherit from parent nodes are copied into the pages.
     */
    void flatten() {
        var kids = new COSArray();
        var root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.PAGES);
        root.setItem(COSName.KIDS, kids);
        root.setInt(COSName.COUNT, pages.size());
        for (PDPage page : pages) {
            page.setMediaBox(page.getMediaBox());
            page.setCropBox(page.getCropBox());
            page.setRotation(page.getRotation());
            page.setResources(page.getResources());
            page.getCOSObject().setItem(COSName.PARENT, root);
            kids.add(page.getCOSObject());
        }
        document.getDocumentCatalog().getCOSObject().setItem(COSName.PAGES, root);
    }

    private static PDDocument load(Path path) throws RejectedFile {
        try {
            return Files.size(path) <= IN_MEMORY_BYTES
                    ? Loader.loadPDF(Files.readAllBytes(path))
                    : Loader.loadPDF(new RandomAccessReadBufferedFile(path.toFile()));
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

    private static List<PDPage> pagesOf(PDDocument document, Limits limits) throws RejectedFile {
        List<PDPage> pages = new ArrayList<>();
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            for (PDPage page : document.getPages()) {
                if (!seen.add(page.getCOSObject())) {
                    // A tree that contains itself; the walk visits its root twice.
                    continue;
                }
                if (pages.size() == limits.maxPages()) {
                    throw new RejectedFile(
                            RejectionCode.TOO_MANY_PAGES,
                            String.format(
                                    Locale.ROOT,
                                    "The PDF has more than %,d pages. Split it into smaller files.",
                                    limits.maxPages()));
                }
                requireDrawable(page, pages.size() + 1, limits);
                pages.add(page);
            }
        } catch (RuntimeException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_PDF);
        }
        if (pages.isEmpty()) {
            throw new RejectedFile(RejectionCode.PDF_WITHOUT_PAGES);
        }
        return pages;
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
