package io.ingestio.export.version;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ETag of a version: it changes with all that its representation says, such as a confirmation or a newer run, also one that failed. As {@code If-Match} the
 * version in it counts.
 */
public final class VersionTag {

    private static final Pattern TAG =
            Pattern.compile("(?:W/)?\"([0-9a-f-]{36})-([0-9]{1,9}\\.[0-9]{1,9})-[0-9]{1,9}-[0-9.]{1,19}\"");

    private VersionTag() {}

    public static String of(DocumentVersion version) {
        return "\"%s-%d.%d-%d-%d.%d\""
                .formatted(
                        version.documentId(),
                        version.run(),
                        version.edit(),
                        version.number(),
                        Math.max(version.newestRun(), version.failedRun()),
                        version.newestEdit());
    }

    /** The version that a header names; empty if it names none of this document. */
    public static Optional<Version> version(UUID documentId, String header) {
        Matcher matcher = TAG.matcher(header.strip());
        return matcher.matches() && matcher.group(1).equals(documentId.toString())
                ? Version.named(matcher.group(2))
                : Optional.empty();
    }
}
