package io.ingestio.export.rows;

/** The document that a row is of. Its id traces the row where files have the same name. */
public record Origin(String documentId, String filename, String documentType) {}
