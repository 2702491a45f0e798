package io.ingestio.launcher.client.view;

import java.util.List;
import java.util.UUID;

/** The answer to a redo or a deletion of documents. */
public record Acted(List<Accepted> accepted, List<Refused> refused) {
    /** A document that is extracted again in this run, or is deleted. */
    public record Accepted(UUID documentId, int run) {}

    /** A document of which nothing was changed, with a sentence for the user. */
    public record Refused(UUID documentId, String code, String detail) {}
}
