package io.ingestio.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Valid and invalid files, generated: tests need no external files. */
public final class SampleFiles {

    private SampleFiles() {}

    /** A PDF of one page that shows these lines. */
    public static byte[] textPdf(String... lines) {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(60, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -18);
                }
                content.endText();
            }
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF of empty pages; it has none where {@code pages} is 0. */
    public static byte[] pdf(int pages) {
        try (var document = blank(pages)) {
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF whose end was lost on its way; all pages are still in it. */
    public static byte[] cutOff(byte[] pdf) {
        int end = new String(pdf, StandardCharsets.ISO_8859_1).lastIndexOf("startxref");
        return Arrays.copyOf(pdf, end);
    }

    /** A PDF that cannot be opened without its password. */
    public static byte[] encryptedPdf() {
        try (var document = blank(1)) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither a PDF nor an image. */
    public static byte[] text() {
        return "This is no PDF, whatever its name says.".getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] png() {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a sample where a path is needed. */
    public static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(Files.createDirectories(folder).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDDocument blank(int pages) {
        var document = new PDDocument();
        for (int i = 0; i < pages; i++) {
            document.addPage(new PDPage());
        }
        return document;
    }

    private static byte[] save(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
