package io.ingestio.launcher.client;

import java.util.List;
import java.util.UUID;

/** The answer to {@code POST /batches}. */
public record Submission(
        UUID id,
        String status,
        List<Accepted> documents,
        List<Rejected> rejected,
        int totalPages,
        List<Warning> warnings) {
    /** What is remarkable of an accepted file, such as one that was submitted before. */
    public record Warning(String code, String detail) {}

    /** An accepted file. */
    public record Accepted(UUID id, String filename, int pages) {}

    /** A rejected file, with its stable code and a sentence for the user. */
    public record Rejected(String filename, String code, String detail) {}
}
