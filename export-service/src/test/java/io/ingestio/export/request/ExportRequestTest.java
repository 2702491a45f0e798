package io.ingestio.export.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Problem;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportRequestTest {

    private static final UUID ID = new UUID(1, 2);

    @Test
    void namesEachDocumentOnce() {
        var request = ExportRequest.of(new ExportRequest.Body(List.of(ID, ID), null, "xlsx", null, null));

        assertThat(request).isEqualTo(new ExportRequest(List.of(ID), null, ExportFormat.XLSX, ExportType.NORMAL, null));
    }

    @Test
    void picksTheRequestedArray() {
        assertThat(multiRow("lines").arrayFieldAmong(List.of("items", "lines"))).isEqualTo("lines");
    }

    @Test
    void picksTheMostCommonArrayByDefault() {
        assertThat(multiRow(null).arrayFieldAmong(List.of("items", "lines"))).isEqualTo("items");
    }

    @Test
    void rejectsUnknownArrayAndNamesTheOthers() {
        assertThatThrownBy(() -> multiRow("rows").arrayFieldAmong(List.of("items", "lines")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.ARRAY_FIELD_UNKNOWN);
                    assertThat(problem.body("r").getProperties())
                            .containsEntry("arrayFields", List.of("items", "lines"));
                });
    }

    @Test
    void rejectsMultiRowWithoutAnyArray() {
        assertThatThrownBy(() -> multiRow(null).arrayFieldAmong(List.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no list of items");
    }

    @Test
    void fileKeyStaysBelowItsUser() {
        NewExport export = NewExport.of(ID, "../a/b", multiRow(null), "items");

        assertThat(export.objectKey()).isEqualTo("exports/%2E%2E%2Fa%2Fb/" + ID + ".csv");
        assertThat(export.filename()).isEqualTo("ingestio-00000000.csv");
    }

    private static ExportRequest multiRow(String arrayField) {
        return ExportRequest.of(new ExportRequest.Body(null, ID, "csv", "multi_row", arrayField));
    }

    static Stream<ExportRequest.Body> bad() {
        return Stream.of(
                new ExportRequest.Body(null, null, "csv", null, null),
                new ExportRequest.Body(List.of(ID), ID, "csv", null, null),
                new ExportRequest.Body(List.of(), null, "csv", null, null),
                new ExportRequest.Body(Collections.nCopies(1001, ID), null, "csv", null, null),
                new ExportRequest.Body(null, ID, null, null, null),
                new ExportRequest.Body(null, ID, "pdf", null, null),
                new ExportRequest.Body(null, ID, "csv", "wide", null),
                new ExportRequest.Body(null, ID, "csv", "normal", "items"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void rejectsInvalidRequest(ExportRequest.Body body) {
        assertThatThrownBy(() -> ExportRequest.of(body))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
