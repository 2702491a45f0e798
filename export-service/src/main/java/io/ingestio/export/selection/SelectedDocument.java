package io.ingestio.export.selection;

import java.util.UUID;

/**
 * A document in its current version.
 *
 * @param data a JSON object as text, its keys in the order in which the model gave them
 */
public record SelectedDocument(
        UUID documentId, int run, int edit, UUID batchId, String filename, String documentType, String data) {

    public Version version() {
        return new Version(documentId, run, edit);
    }
}
