package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Collects what is wrong with the fields of a request, so that a caller learns all of it at once. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /** One member of {@code errors} in the answer. */
    public record FieldError(String field, String detail) {}

    /** Notes the rule as broken unless it holds. */
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
