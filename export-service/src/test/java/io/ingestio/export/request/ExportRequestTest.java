package io.ingestio.export.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.CsvStyle;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.request.ExportRequest.ExportBody;
import io.ingestio.export.rows.ColumnChoice;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.WantedExport;
import io.ingestio.http.Problem;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ExportRequestTest {

    private static final UUID ID = new UUID(1, 2);
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void namesEachDocumentOnce() {
        ExportRequest request = request("'documentIds': ['%1$s', '%1$s'], 'format': 'xlsx'".formatted(ID));

        assertThat(request)
                .isEqualTo(new ExportRequest(
                        new WantedExport(
                                new Selection(List.of(ID), null, false),
                                ExportFormat.XLSX,
                                ExportType.NORMAL,
                                null,
                                ExportOptions.NONE),
                        null));
    }

    @Test
    void oneBatchIsAListOfOne() {
        assertThat(request("'batchId': '%s', 'format': 'csv'".formatted(ID)).wanted())
                .isEqualTo(request("'batchIds': ['%s'], 'format': 'csv'".formatted(ID))
                        .wanted());
    }

    @Test
    void decimalCommaComesWithASemicolon() {
        assertThat(request("'batchId': '%s', 'format': 'csv', 'csv': {'decimalComma': true, 'bom': true}".formatted(ID))
                        .wanted()
                        .options()
                        .csvStyle())
                .isEqualTo(new CsvStyle(true, ';', true));
    }

    @Test
    void storedOptionsAreReadBack() {
        var options = new ExportOptions(
                true, false, List.of(new ColumnChoice("a, b", "x"), new ColumnChoice("c", null)), CsvStyle.PLAIN);

        assertThat(ExportOptions.of(options.toJson())).isEqualTo(options);
        assertThat(ExportOptions.of(null)).isEqualTo(ExportOptions.NONE);
    }

    @Test
    void differentRequestsHaveDifferentTexts() {
        List<String> bodies = List.of(
                "'batchId': '%s', 'format': 'csv'",
                "'batchId': '%s', 'format': 'jsonl'",
                "'batchId': '%s', 'format': 'csv', 'confirmedOnly': true",
                "'documentIds': ['%s'], 'format': 'csv'",
                "'batchId': '%s', 'format': 'csv', 'type': 'multi_row'",
                "'batchId': '%s', 'format': 'csv', 'type': 'multi_row', 'arrayField': 'null'",
                "'batchId': '%s', 'format': 'csv', 'csv': {'delimiter': '\\t'}",
                "'batchId': '%s', 'format': 'csv', 'columns': [{'field': 'a'}]",
                "'batchId': '%s', 'format': 'csv', 'columns': [{'field': 'a', 'name': 'b'}]");

        assertThat(bodies.stream()
                        .map(body -> request(body.formatted(ID)).wanted().canonical()))
                .doesNotHaveDuplicates();
    }

    @Test
    void fileKeyStaysBelowItsUser() {
        WantedExport wanted =
                request("'batchId': '%s', 'format': 'csv'".formatted(ID)).wanted();

        NewExport export = NewExport.of(ID, "../a/b", wanted, "f");

        assertThat(export.objectKey()).isEqualTo("exports/%2E%2E%2Fa%2Fb/" + ID + ".csv");
        assertThat(export.filename()).isEqualTo("ingestio-00000000.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'format': 'csv'",
                "'documentIds': ['ID'], 'batchId': 'ID', 'format': 'csv'",
                "'batchIds': ['ID'], 'batchId': 'ID', 'format': 'csv'",
                "'documentIds': [], 'format': 'csv'",
                "'documentIds': [null], 'format': 'csv'",
                "'batchIds': [], 'format': 'csv'",
                "'batchId': 'ID'",
                "'batchId': 'ID', 'format': 'pdf'",
                "'batchId': 'ID', 'format': 'csv', 'type': 'wide'",
                "'batchId': 'ID', 'format': 'csv', 'arrayField': 'items'",
                "'batchId': 'ID', 'format': 'xlsx', 'csv': {'bom': true}",
                "'batchId': 'ID', 'format': 'csv', 'csv': {'delimiter': '|'}",
                "'batchId': 'ID', 'format': 'csv', 'columns': []",
                "'batchId': 'ID', 'format': 'csv', 'columns': [{'name': 'x'}]",
                "'batchId': 'ID', 'format': 'csv', 'columns': [{'field': 'x', 'name': ''}]",
                "'batchId': 'ID', 'format': 'csv', 'columns': [{'field': 'a\\u0000'}]",
                "'batchId': 'ID', 'format': 'csv', 'type': 'multi_row', 'arrayField': 'a\\u0000'",
                "'batchId': 'ID', 'format': 'csv', 'columns': [{'field': 'x'}], 'templateId': 'ID'",
                "'batchId': 'ID', 'format': 'csv', 'type': 'multi_row', 'sheets': 'per_array'",
                "'batchId': 'ID', 'format': 'xlsx', 'sheets': 'per_array'",
                "'batchId': 'ID', 'format': 'xlsx', 'type': 'multi_row', 'sheets': 'one'",
                "'batchId': 'ID', 'format': 'xlsx', 'type': 'multi_row', 'sheets': 'per_array', 'arrayField': 'x'"
            })
    void rejectsInvalidRequest(String body) {
        assertInvalid(body(body.replace("ID", ID.toString())));
    }

    @Test
    void rejectsMoreDocumentsOrBatchesThanAllowed() {
        assertInvalid(body("'format': 'csv', 'documentIds': " + ids(1_001)));
        assertInvalid(body("'format': 'csv', 'batchIds': " + ids(101)));
    }

    private static String ids(int count) {
        return Collections.nCopies(count, "'" + ID + "'").toString();
    }

    private static void assertInvalid(ExportBody body) {
        assertThatThrownBy(() -> ExportRequest.of(body))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private static ExportRequest request(String body) {
        return ExportRequest.of(body(body));
    }

    private static ExportBody body(String body) {
        return JSON.readValue("{" + body.replace('\'', '"') + "}", ExportBody.class);
    }
}
