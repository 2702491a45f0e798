package io.ingestio.export.version;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document's data as the API shows it.
 *
 * @param version     1 for the first extraction; each redo adds 1
 * @param edit        0 as it was extracted; each edit of the version adds 1
 * @param current     whether it is the newest version, which exports contain
 * @param data        the JSON object, its numbers as they were extracted or typed: 12.50 stays 12.50
 * @param verified    the values that people changed, by JSON Pointer; empty as it was extracted
 * @param editedBy    who made the edit; null as it was extracted, as editedAt and basedOn
 * @param basedOn     the version that was edited or restored, such as 2 or 2.1
 * @param newerRun    the number of a version that a redo has made since; null if there is none
 * @param earlierEdit the latest edit of an earlier version, which a redo left behind; null if there is none
 * @param confirmed   whether a person has confirmed the document: this version, and it is the newest one
 * @param confirmedAt when this version was confirmed; stays when a newer version, or a redo that failed, ends the confirmation
 */
public record DataView(
        UUID documentId,
        UUID batchId,
        int version,
        int edit,
        boolean current,
        String filename,
        String documentType,
        int pages,
        @JsonRawValue String data,
        @JsonRawValue String verified,
        List<String> warnings,
        String prompt,
        String model,
        Instant completedAt,
        @Nullable String editedBy,
        @Nullable Instant editedAt,
        @Nullable String basedOn,
        @Nullable Integer newerRun,
        @Nullable String earlierEdit,
        boolean confirmed,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy) {

    public static DataView of(DocumentVersion found) {
        String verified = found.verified();
        return new DataView(
                found.documentId(),
                found.batchId(),
                found.run(),
                found.edit(),
                found.isCurrent(),
                found.filename(),
                found.documentType(),
                found.pages(),
                found.data(),
                verified == null ? "{}" : verified,
                found.warnings(),
                found.prompt(),
                found.model(),
                found.completedAt(),
                found.editedBy(),
                found.editedAt(),
                Version.name(found.basedOnRun(), found.basedOnEdit()),
                found.newestRun() > found.run() ? Integer.valueOf(found.newestRun()) : null,
                Version.name(found.earlierRun(), found.earlierEdit()),
                found.isConfirmed(),
                found.confirmedAt(),
                found.confirmedBy());
    }
}
