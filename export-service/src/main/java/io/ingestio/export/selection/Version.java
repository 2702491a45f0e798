package io.ingestio.export.selection;

import java.util.UUID;

/** The version of a document that is in a file: its data are never changed. */
public record Version(UUID documentId, int run, int edit) {}
