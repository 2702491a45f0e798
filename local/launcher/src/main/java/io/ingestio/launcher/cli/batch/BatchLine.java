package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.Draft;
import io.ingestio.launcher.client.view.Acted;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A batch, with the minute of its submission, or a document of it, on one line. */
final class BatchLine {

    private static final String UNTITLED = "Untitled Batch";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private BatchLine() {}

    static String of(BatchView batch) {
        return "%s  %s  %-19s %d of %s done, %d failed, %d cancelled, %s  %s"
                .formatted(
                        batch.id(),
                        MINUTE.withZone(ZoneId.systemDefault()).format(batch.createdAt()),
                        batch.cancelRequested() && !batch.isFinished() ? "being cancelled" : batch.status(),
                        batch.completedCount(),
                        Counted.of(batch.documentCount(), "document"),
                        batch.failedCount(),
                        batch.cancelledCount(),
                        Counted.of(batch.totalPages(), "page"),
                        batch.name() == null ? UNTITLED : batch.name());
    }

    static String of(DocumentView document) {
        String run = document.run() > 1 ? ", run " + document.run() : "";
        String error = document.errorCode() == null
                ? ""
                : "  %s [%s]".formatted(document.errorMessage(), document.errorCode());
        return "%s  %-10s %s%s%s".formatted(document.id(), document.status(), document.name(), run, error);
    }

    /** A file of a draft. */
    static String of(Draft.File file) {
        String reason = file.isRejected() ? "  %s [%s]".formatted(file.detail(), file.code()) : "";
        return "%s  %-10s %s%s".formatted(file.id(), file.state(), file.filename(), reason);
    }

    /** A document that an act left as it was. */
    static String of(Acted.Refused document) {
        return "%s: %s [%s]".formatted(document.documentId(), document.detail(), document.code());
    }
}
