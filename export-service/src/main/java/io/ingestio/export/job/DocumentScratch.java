package io.ingestio.export.job;

import io.ingestio.export.data.ExtractedDocument;
import io.ingestio.export.rows.Fields;
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
final class DocumentScratch {

    static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    DocumentScratch(Path file) {
        this.file = file;
    }

    record Entry(UUID documentId, int version, String filename, String documentType, String data) {
        static Entry of(ExtractedDocument document) {
            return new Entry(
                    document.documentId(),
                    document.run(),
                    document.filename(),
                    document.documentType(),
                    document.data());
        }

        JsonNode tree() {
            return Fields.tree(data);
        }
    }

    interface Reader {
        void read(Entry entry) throws IOException;
    }

    BufferedWriter write() throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    static void append(BufferedWriter scratch, Entry entry) {
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
