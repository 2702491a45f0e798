package io.ingestio.export.template;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.rows.ColumnChoice;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Columns as a user gives them, checked: at least one, not too many, with names of a readable length. */
public final class ColumnList {

    private static final int MOST = 500;
    private static final int MAX_FIELD = 1_000;
    private static final int MAX_NAME = 255;

    private ColumnList() {}

    /** A column as it stands in a request: what is in it, and its header where that is another one. */
    public record ColumnBody(
            @Nullable String field, @Nullable String name) {}

    /**
     * @throws Problem 422 {@code invalid_request}
     */
    public static List<ColumnChoice> of(@Nullable List<ColumnBody> columns) {
        if (columns == null || columns.isEmpty() || columns.size() > MOST) {
            throw invalid("columns must have 1 to " + MOST + " columns.");
        }
        return columns.stream().map(ColumnList::choice).toList();
    }

    private static ColumnChoice choice(@Nullable ColumnBody column) {
        String field = column == null ? null : column.field();
        if (column == null || field == null || !Text.isGiven(field, MAX_FIELD)) {
            throw invalid("Each of columns must have a field of 1 to " + MAX_FIELD + " characters.");
        }
        String name = column.name();
        if (name != null && (!Text.isGiven(name, MAX_NAME))) {
            throw invalid("The name of a column must have 1 to " + MAX_NAME + " characters.");
        }
        return new ColumnChoice(field, name);
    }

    static Problem invalid(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, detail);
    }
}
