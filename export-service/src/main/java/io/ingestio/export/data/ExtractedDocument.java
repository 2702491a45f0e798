package io.ingestio.export.data;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of the data of one document.
 *
 * @param run  also the number of the version
 * @param edit 0 for the result of the run, else the number of a person's edit of it
 * @param data a JSON object as text, its keys in the order in which the model gave them
 * @param layout the template of the sender; null if it is not known
 */
public record ExtractedDocument(
        UUID documentId,
        int run,
        int edit,
        UUID batchId,
        String userId,
        String filename,
        String documentType,
        int pages,
        String prompt,
        String model,
        String data,
        List<String> warnings,
        Instant completedAt,
        @Nullable String layout) {}
