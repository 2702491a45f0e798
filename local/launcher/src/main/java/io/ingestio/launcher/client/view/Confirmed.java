package io.ingestio.launcher.client.view;

import java.util.List;
import java.util.UUID;

/** The answer to a call that confirms documents. */
public record Confirmed(List<Review> confirmed, List<Acted.Refused> skipped) {
    /** A document of which this version is confirmed. */
    public record Review(UUID documentId, int version, int edit) {}
}
