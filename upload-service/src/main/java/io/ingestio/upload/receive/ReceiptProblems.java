package io.ingestio.upload.receive;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;

/** Why a request that carries files is not received, as problems. */
final class ReceiptProblems {

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,64}");

    private ReceiptProblems() {}

    static Problem tooLarge(String detail) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, ErrorCode.REQUEST_TOO_LARGE, detail);
    }

    static Problem invalid(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, detail);
    }

    static Problem unknownField(String name) {
        String shown = PRINTABLE.matcher(name).matches() ? name : "of this name";
        return invalid("A submission has no field " + shown + ". Its fields are " + FormField.names() + " and files.");
    }

    static Problem tooManyFiles(int limit) {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.TOO_MANY_FILES,
                        "A batch may hold at most " + limit + " files.")
                .with("documentsPerBatch", limit);
    }

    /** What the reader of the body, or the connection, failed with. */
    static Throwable of(Throwable failure) {
        return switch (failure) {
            case TimeoutException e -> tooSlow();
            case DataBufferLimitException e -> tooLarge("A form field, or the header of a part, is too large.");
            case DecodingException e ->
                Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "The body is not a complete multipart form.");
            case IOException e ->
                Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "The body did not arrive whole.");
            default -> failure;
        };
    }

    static Problem tooSlow() {
        return Problem.retryable(
                HttpStatus.REQUEST_TIMEOUT, ErrorCode.UPLOAD_TOO_SLOW, "The body arrived too slowly, or not at all.");
    }
}
