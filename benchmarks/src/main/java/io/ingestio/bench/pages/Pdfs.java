package io.ingestio.bench.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** The files of these benchmarks: those of a folder, or generated ones. */
final class Pdfs {
    private static final Path FOLDER = Path.of(System.getProperty("ingestio.samples", "../shared/data/pdf"));
    private static final int GENERATED = 40;

    private Pdfs() {}

    /** The PDFs of {@code -Dingestio.samples} or of the folder beside the project; without it generated ones of 1 to 10 pages. */
    static List<Path> samples(Path folder) throws IOException {
        if (Files.isDirectory(FOLDER)) {
            try (var files = Files.list(FOLDER)) {
                return files.filter(file -> file.toString().endsWith(".pdf"))
                        .sorted()
                        .toList();
            }
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < GENERATED; i++) {
            files.add(ofPages(folder.resolve(i + ".pdf"), 1 + i % 10));
        }
        return files;
    }

    static Path ofPages(Path file, int pages) throws IOException {
        try (var document = new PDDocument()) {
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (int i = 0; i < pages; i++) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 12);
                    content.newLineAtOffset(60, 700);
                    content.showText("Page " + (i + 1));
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
        return file;
    }

    /** A megabyte that inflates to a gigabyte, all of which must be inflated to find the page tree. */
    static Path bomb(Path file) throws IOException {
        byte[] block = "2 0                                                             "
                .repeat(1024)
                .getBytes(StandardCharsets.US_ASCII);
        Path packed = Files.createTempFile("bomb", ".z");
        try (var out = new DeflaterOutputStream(Files.newOutputStream(packed))) {
            for (int i = 0; i < (1 << 30) / block.length; i++) {
                out.write(block);
            }
        }
        try (var out = Files.newOutputStream(file)) {
            out.write(("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n3 0 obj\n"
                            + "<</Type/ObjStm/N 1/First 65536/Filter/FlateDecode/Length " + Files.size(packed)
                            + ">>\nstream\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Files.copy(packed, out);
            out.write("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        }
        Files.delete(packed);
        return file;
    }

    static <T> List<T> times(int count, List<T> files) {
        return Collections.nCopies(count, files).stream().flatMap(List::stream).toList();
    }
}
