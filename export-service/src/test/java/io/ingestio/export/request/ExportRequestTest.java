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
    void takesDocumentsOnceAndDefaultsToOneRowEach() {
        var request = ExportRequest.of(new ExportRequest.Body(List.of(ID, ID), null, "xlsx", null, null));

        assertThat(request).isEqualTo(new ExportRequest(List.of(ID), null, ExportFormat.XLSX, ExportType.NORMAL, null));
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
    void refusesWhatCannotBeBuilt(ExportRequest.Body body) {
        assertThatThrownBy(() -> ExportRequest.of(body))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
