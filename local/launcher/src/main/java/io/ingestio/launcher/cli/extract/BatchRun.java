package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.client.view.ExportView;
import io.ingestio.launcher.client.view.ExtractedData;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.part.Pause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Batches from their files to their data, through the public API.
 *
 * @param batches   what was submitted
 * @param documents of all batches, in the order of the files
 * @param data      of the completed documents, in their order
 */
record BatchRun(
        IngestioClient client, List<UUID> batches, List<DocumentView> documents, Map<UUID, ExtractedData> data) {
    private static final Duration LOOK = Duration.ofMillis(150);
    // The exporter answers 503 while results are still arriving, and needs a moment for a file.
    private static final Duration LAG = Duration.ofSeconds(30);

    /** Submits one batch, watches until its last document has ended, then reads everything. */
    static BatchRun of(IngestioClient client, String name, List<Path> files, @Nullable String prompt, Screen screen) {
        Submission submission = client.submit(name, files, prompt);
        describe(submission, screen);
        return of(client, List.of(submission.id()), batch -> {}, screen);
    }

    /**
     * Watches submitted batches until the last document of each has ended, then reads everything.
     *
     * @param ended called with each batch that has ended
     */
    static BatchRun of(IngestioClient client, List<UUID> batches, Consumer<UUID> ended, Screen screen) {
        for (UUID batch : batches) {
            watch(client, batch, screen);
            ended.accept(batch);
        }
        List<DocumentView> documents = batches.stream()
                .flatMap(batch -> client.documents(batch).stream())
                .toList();
        Map<UUID, ExtractedData> data = new LinkedHashMap<>();
        documents.stream()
                .filter(DocumentView::isCompleted)
                .forEach(document -> data.put(document.id(), dataOf(client, document.id())));
        return new BatchRun(client, List.copyOf(batches), documents, data);
    }

    static void describe(Submission submission, Screen screen) {
        screen.story("Submitted batch %s: %s accepted (%s), %d rejected"
                .formatted(
                        submission.id(),
                        Counted.of(submission.documents().size(), "document"),
                        Counted.of(submission.totalPages(), "page"),
                        submission.rejected().size()));
        submission.rejected().forEach(file -> screen.story(rejection(file)));
        submission.warnings().forEach(warning -> screen.story("  note: " + warning.detail()));
    }

    /** What was extracted from a document; nothing from one that failed. */
    Optional<ExtractedData> dataOf(DocumentView document) {
        return Optional.ofNullable(data.get(document.id()));
    }

    /** The documents without data, the rejected files too. */
    List<DocumentView> failed() {
        return documents.stream()
                .filter(document -> !data.containsKey(document.id()))
                .toList();
    }

    static String rejection(Submission.Rejected file) {
        return "  rejected: %s: %s [%s]".formatted(file.filename(), file.detail(), file.code());
    }

    /** Builds a file of all data in this format and writes it. */
    void export(String format, Path to) {
        UUID id = client.export(List.copyOf(data.keySet()), format);
        Instant end = Instant.now().plus(LAG);
        ExportView export = client.export(id);
        while (!export.isCompleted()) {
            if (export.isFailed() || Instant.now().isAfter(end)) {
                throw new CannotRun("The %s export did not complete: %s".formatted(format, export.errorDetail()));
            }
            Pause.of(LOOK);
            export = client.export(id);
        }
        client.download(id, to);
    }

    /** Follows the batch by its live events until it has ended. */
    private static void watch(IngestioClient client, UUID id, Screen screen) {
        var progress = new BatchProgress(Clock.systemUTC());
        client.watch(id, changes -> {
            for (BatchView batch : changes.batches()) {
                String line = progress.line(batch);
                if (batch.isFinished()) {
                    screen.progress(line);
                    return true;
                }
                screen.ticks(line);
            }
            return false;
        });
        screen.story("Batch " + client.batch(id).status());
    }

    private static ExtractedData dataOf(IngestioClient client, UUID documentId) {
        Instant end = Instant.now().plus(LAG);
        while (true) {
            try {
                return client.data(documentId);
            } catch (ApiRefused e) {
                if (e.status() != 503 || Instant.now().isAfter(end)) {
                    throw e;
                }
                Pause.of(LOOK);
            }
        }
    }
}
