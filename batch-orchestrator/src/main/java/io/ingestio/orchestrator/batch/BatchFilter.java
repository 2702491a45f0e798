package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.contracts.status.BatchStatus;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.ingestio.http.list.Sort;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which of a user's batches a list has, and their order.
 *
 * @param status wire name; null for all
 * @param name   part of the name, in any case; null for all
 */
record BatchFilter(@Nullable String status, @Nullable String name, Sort<BatchSort> sort) {

    /** @throws Problem 400 {@code invalid_request} for a status or a sort that does not exist, or a name that no batch can have */
    static BatchFilter of(@Nullable String status, @Nullable String name, @Nullable String sort) {
        if (status != null && BatchStatus.ofWireName(status).isEmpty()) {
            List<String> known = Arrays.stream(BatchStatus.values())
                    .map(BatchStatus::wireName)
                    .toList();
            throw invalid("status must be one of " + known + ".");
        }
        if (name != null && !Text.isStorable(name, TextLimits.NAME)) {
            throw invalid("name may have at most " + TextLimits.NAME + " characters, and no NUL.");
        }
        return new BatchFilter(status, name, Sort.of(sort, Sort.descending(BatchSort.SUBMITTED)));
    }

    /** What its cursors carry: a cursor of another list is refused. */
    String list() {
        return "batches %s %s %s".formatted(sort.wireName(), status, name);
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, detail);
    }
}
