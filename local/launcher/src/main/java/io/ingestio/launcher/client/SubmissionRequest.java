package io.ingestio.launcher.client;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /batches} sends.
 *
 * @param prompt for all files; without one each is classified and gets the prompt of its type
 * @param schema a JSON Schema that each result must satisfy
 * @param key    the {@code Idempotency-Key}: the same request again under the same key makes no second batch
 */
public record SubmissionRequest(
        String batchName,
        List<Path> files,
        @Nullable String prompt,
        @Nullable String schema,
        UUID key) {

    /** Without a schema, under a new key. */
    public static SubmissionRequest of(String batchName, List<Path> files, @Nullable String prompt) {
        return new SubmissionRequest(batchName, files, prompt, null, UUID.randomUUID());
    }

    public SubmissionRequest withSchema(@Nullable String newSchema) {
        return new SubmissionRequest(batchName, files, prompt, newSchema, key);
    }

    Multipart body() {
        var body = new Multipart()
                .field("batchName", batchName)
                .field("promptStrategy", prompt == null ? "auto" : "global");
        if (prompt != null) {
            body.field("globalPrompt", prompt);
        }
        if (schema != null) {
            body.field("schema", schema);
        }
        files.forEach(file -> body.file("files", file));
        return body;
    }
}
