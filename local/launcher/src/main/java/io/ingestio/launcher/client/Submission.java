package io.ingestio.launcher.client;

import java.util.List;
import java.util.UUID;

/** The answer to {@code POST /batches}. */
public record Submission(UUID id, String status, List<Taken> documents, List<Rejected> rejected, int totalPages) {
    /** A file that will be extracted. */
    public record Taken(UUID id, String filename, int pages) {}

    /** A file that will not, with its stable code and a sentence for the user. */
    public record Rejected(String filename, String code, String detail) {}
}
