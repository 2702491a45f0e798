package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sample documents, as files. */
public final class DemoDocuments {
    public static final List<DemoDocument> ALL = List.of(
            new ClassicInvoice(),
            new EuropeanInvoice(),
            new PrintedReceipt(),
            new CurriculumVitae(),
            new BankStatement(),
            new ScannedReceipt(),
            new BrokenFile());

    private DemoDocuments() {}

    /** Writes all of them into a folder, in the order of {@link #ALL}. */
    public static List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (DemoDocument document : ALL) {
            Path file = folder.resolve(document.filename());
            document.write(file);
            files.add(file);
        }
        return files;
    }
}
