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
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents with their data as extracted, or rows with their cells by column; as one JSON array, or one JSON text a line. Every string is
 * as the document has it: a lone surrogate, which UTF-8 cannot hold, is written as its escape.
 */
final class JsonExport implements ExportFile {

    private static final JsonFactory LINES =
            JsonFactory.builder().rootValueSeparator("\n").build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;
    private final boolean asRows;
    private final boolean lines;
    private List<String> headers = List.of();

    JsonExport(Path file, boolean asRows, boolean lines) throws IOException {
        this.json = LINES.createGenerator(ObjectWriteContext.empty(), Files.newOutputStream(file), JsonEncoding.UTF8);
        this.asRows = asRows;
        this.lines = lines;
        if (!lines) {
            json.writeStartArray();
        }
    }

    @Override
    public void begin(String name, List<String> headers) {
        this.headers = headers;
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) {
        if (asRows) {
            rows.forEach(this::row);
        } else {
            document(document);
        }
    }

    private void document(DocumentEntry document) {
        startObject();
        json.writeStringProperty("documentId", document.origin().documentId());
        json.writeNumberProperty("version", document.version());
        if (document.edit() > 0) {
            json.writeNumberProperty("edit", document.edit());
        }
        json.writeName("file");
        string(document.origin().filename());
        json.writeStringProperty("documentType", document.origin().documentType());
        json.writeName("data");
        String data = JSON.writeValueAsString(document.data());
        json.writeRawValue(SafeText.isUnicode(data) ? data : ASCII.writeValueAsString(document.data()));
        json.writeEndObject();
    }

    private void row(List<Cell> row) {
        startObject();
        for (int column = 0; column < row.size(); column++) {
            json.writeName(SafeText.printable(headers.get(column)));
            switch (row.get(column)) {
                case Cell.Empty empty -> json.writeNull();
                case Cell.Text text -> string(text.value());
                case Cell.Numeric number -> json.writeNumber(number.value());
                case Cell.Truth truth -> json.writeBoolean(truth.value());
                case Cell.Date date -> json.writeString(date.value().toString());
            }
        }
        json.writeEndObject();
    }

    private void startObject() {
        if (!lines) {
            json.writeRaw('\n');
        }
        json.writeStartObject();
    }

    private void string(String text) {
        if (SafeText.isUnicode(text)) {
            json.writeString(text);
        } else {
            json.writeRawValue(ASCII.writeValueAsString(text));
        }
    }

    @Override
    public void close() {
        if (lines) {
            json.writeRaw('\n');
        } else {
            json.writeEndArray();
        }
        json.close();
    }
}
