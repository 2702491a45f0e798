package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Collects the errors of a request's fields, so that the answer lists all of them. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /** One member of {@code errors} in the answer. */
    public record FieldError(String field, String detail) {}

    /** Adds an error unless the rule holds. */
    public FieldErrors require(boolean holds, String field, String rule) {
        if (!holds) {
            errors.add(new FieldError(field, rule));
        }
        return this;
    }

    /**
     * @throws Problem 422 {@code invalid_request} with all {@code errors}, if there are any
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ErrorCode.INVALID_REQUEST,
                            first.field() + " " + first.detail() + ".")
                    .with("errors", List.copyOf(errors));
        }
    }
}
