package io.ingestio.export.content;

import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.rows.Origin;
import io.ingestio.export.selection.SelectedDocument;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of one export in a scratch file, one JSON line each, between the pass that finds the columns and the pass that
 * writes the rows. Both passes see the same documents, the database is read once, and memory holds one document at a time.
 */
public final class DocumentScratch {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public DocumentScratch(Path file) {
        this.file = file;
    }

    /** One document as a line of the file has it. */
    public record Entry(UUID documentId, int run, int edit, String filename, String documentType, String data) {
        public static Entry of(SelectedDocument document) {
            return new Entry(
                    document.documentId(),
                    document.run(),
                    document.edit(),
                    document.filename(),
                    document.documentType(),
                    document.data());
        }

        DocumentEntry document(JsonNode tree) {
            return new DocumentEntry(new Origin(documentId.toString(), filename, documentType), run, edit, tree);
        }

        public JsonNode tree() {
            return Fields.tree(data);
        }
    }

    interface Reader {
        void read(Entry entry) throws IOException;
    }

    public BufferedWriter write() throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    public static void append(BufferedWriter scratch, Entry entry) {
        try {
            scratch.write(JSON.writeValueAsString(entry));
            scratch.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the scratch file of an export", e);
        }
    }

    void forEach(Reader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(JSON.readValue(line, Entry.class));
            }
        }
    }
}
