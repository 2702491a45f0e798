package io.ingestio.launcher.demo;

import io.ingestio.demo.DemoDocument;
import io.ingestio.demo.DemoDocument.Extracted;
import io.ingestio.demo.DemoDocument.Refused;
import io.ingestio.demo.DemoDocuments;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.client.view.ExtractedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the sample documents, and compares what was extracted with what was written. */
public final class Demo {
    private Demo() {}

    /** Makes the documents as files; the last one is broken on purpose. */
    public static List<Path> writeDocuments(Path folder) {
        try {
            return DemoDocuments.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The result of each document against the expected one.
     *
     * @param lines one a document, and one a value that differs
     * @param asExpected whether nothing differs
     */
    public record Verdict(List<String> lines, boolean asExpected) {}

    /**
     * @param documents of the batch, with the names of the files
     * @param data of those that are completed
     */
    public static Verdict judge(List<DocumentView> documents, Map<UUID, ExtractedData> data) {
        List<String> lines = new ArrayList<>();
        boolean good = true;
        for (DemoDocument demo : DemoDocuments.ALL) {
            List<String> faults = new ArrayList<>();
            String outcome = documents.stream()
                    .filter(document -> document.name().equals(demo.filename()))
                    .findFirst()
                    .map(document -> judge(demo, document, data.get(document.id()), faults))
                    .orElseGet(() -> {
                        faults.add("is missing");
                        return "";
                    });
            lines.add("  %s %-28s %s".formatted(faults.isEmpty() ? "ok  " : "FAIL", demo.filename(), outcome));
            faults.forEach(fault -> lines.add("         " + fault));
            good &= faults.isEmpty();
        }
        return new Verdict(List.copyOf(lines), good);
    }

    private static String judge(
            DemoDocument demo, DocumentView document, @Nullable ExtractedData data, List<String> faults) {
        return switch (demo.expected()) {
            case Refused(String code) -> failedWith(code, "rejected as it should be", document, faults);
            case Extracted expected -> extracted(expected, document, data, faults);
        };
    }

    private static String failedWith(String code, String story, DocumentView document, List<String> faults) {
        if (!document.status().equals("failed") || !code.equals(document.errorCode())) {
            faults.add("expected failed with %s, got %s %s".formatted(code, document.status(), document.errorCode()));
        }
        return story + " (" + code + ")";
    }

    private static String extracted(
            Extracted expected, DocumentView document, @Nullable ExtractedData data, List<String> faults) {
        if (!document.isCompleted() || data == null) {
            faults.add("expected completed, got %s: %s".formatted(document.status(), document.errorMessage()));
            return document.status();
        }
        if (!expected.type().equals(data.documentType())) {
            faults.add("expected the type %s, got %s".formatted(expected.type(), data.documentType()));
        }
        Comparison comparison = Comparison.of(expected.values(), data.data());
        faults.addAll(comparison.differences());
        return "%s, %d of %d values as written"
                .formatted(
                        data.documentType(),
                        comparison.compared() - comparison.differences().size(),
                        comparison.compared());
    }
}
