package io.ingestio.export.download;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.request.ExportTable.Row;
import io.ingestio.http.Problem;
import org.springframework.http.HttpStatus;

/** Why an export has no file. */
final class FileProblems {

    private FileProblems() {}

    /** @throws Problem 409 {@code export_not_ready} or {@code export_failed} */
    static void requireReady(Row row) {
        switch (row.status()) {
            case COMPLETED -> {}
            case FAILED -> throw failed("This export failed; there is no file.");
            case QUEUED, PROCESSING ->
                throw Problem.retryable(
                        HttpStatus.CONFLICT, ErrorCode.EXPORT_NOT_READY, "The file is still being built.");
        }
    }

    static Problem failed(String detail) {
        return Problem.of(HttpStatus.CONFLICT, ErrorCode.EXPORT_FAILED, detail);
    }
}
