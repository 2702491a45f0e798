package io.ingestio.export.format;

import io.ingestio.export.rows.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A JSON array: of documents with their data as extracted (normal), or of rows with their cells by column (multi-row). */
final class JsonExport implements ExportFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonGenerator json;
    private final List<String> headers;
    private final ExportType type;

    JsonExport(Path file, List<String> headers, ExportType type) throws IOException {
        this.json = new JsonFactory()
                .createGenerator(ObjectWriteContext.empty(), Files.newOutputStream(file), JsonEncoding.UTF8);
        this.headers = headers;
        this.type = type;
        json.writeStartArray();
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) {
        switch (type) {
            case NORMAL -> document(document);
            case MULTI_ROW -> rows.forEach(this::row);
        }
    }

    private void document(DocumentEntry document) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringProperty("documentId", document.documentId());
        json.writeNumberProperty("version", document.version());
        json.writeStringProperty("file", document.filename());
        json.writeStringProperty("documentType", document.documentType());
        json.writeName("data");
        json.writeRawValue(JSON.writeValueAsString(document.data()));
        json.writeEndObject();
    }

    private void row(List<Cell> row) {
        json.writeRaw('\n');
        json.writeStartObject();
        for (int column = 0; column < row.size(); column++) {
            json.writeName(headers.get(column));
            switch (row.get(column)) {
                case Cell.Empty empty -> json.writeNull();
                case Cell.Text text -> json.writeString(text.value());
                case Cell.Numeric number -> json.writeNumber(number.value());
                case Cell.Truth truth -> json.writeBoolean(truth.value());
                case Cell.Date date -> json.writeString(date.value().toString());
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() {
        json.writeEndArray();
        json.close();
    }
}
