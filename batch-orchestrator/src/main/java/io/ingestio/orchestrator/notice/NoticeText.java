package io.ingestio.orchestrator.notice;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.status.BatchStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An e-mail in plain text, from a template whose first line is the subject. Nothing of a document's content or name is in it. */
record NoticeText(String subject, String body) {

    private static final int LONGEST_NAME = 80;
    private static final String BATCH_ENDED = template("batch-ended");
    private static final String ENDPOINT_DISABLED = template("endpoint-disabled");

    static NoticeText batchEnded(BatchCompleted batch, @Nullable String name) {
        Integer cancelled = batch.cancelledCount();
        return fill(
                BATCH_ENDED,
                Map.of(
                        "name", name == null || name.isBlank() ? "Untitled Batch" : oneLine(name),
                        "status", sentence(batch.status()),
                        "documents", String.valueOf(batch.documentCount()),
                        "completed", String.valueOf(batch.completedCount()),
                        "failed", String.valueOf(batch.failedCount()),
                        "cancelled", String.valueOf(cancelled == null ? 0 : cancelled),
                        "pages", String.valueOf(batch.totalPages()),
                        "batch", batch.batchId().toString()));
    }

    /** @param reason {@code webhook_gone} or {@code webhook_failing} */
    static NoticeText endpointDisabled(String url, ErrorCode reason) {
        String why = reason == ErrorCode.WEBHOOK_GONE ? "It answered 410 Gone." : "For a day no call of it succeeded.";
        return fill(ENDPOINT_DISABLED, Map.of("url", oneLine(withoutQuery(url)), "reason", why));
    }

    private static String sentence(String status) {
        return switch (BatchStatus.ofWireName(status).orElse(BatchStatus.FAILED)) {
            case COMPLETED -> "complete";
            case PARTIALLY_COMPLETED -> "complete in part";
            case CANCELLED -> "cancelled";
            default -> "ended without a result";
        };
    }

    /** Every placeholder is replaced once, so that a name that looks like one stays as it is. */
    private static NoticeText fill(String template, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            text.append(template, at, open).append(values.getOrDefault(template.substring(open + 1, close), ""));
            at = close + 1;
        }
        text.append(template, at, template.length());
        int firstLine = text.indexOf("\n");
        return new NoticeText(
                text.substring(0, firstLine), text.substring(firstLine + 1).strip() + "\n");
    }

    /** A header must not get a second line, nor a mail a second subject. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{C}+", " ").strip();
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** A query may hold a secret of the user. */
    private static String withoutQuery(String url) {
        URI parsed = URI.create(url);
        return parsed.getScheme() + "://" + parsed.getRawAuthority() + parsed.getRawPath();
    }

    private static String template(String name) {
        try (InputStream text = NoticeText.class.getResourceAsStream("/notice/" + name + ".txt")) {
            if (text == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
