package io.ingestio.orchestrator.document;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Sort;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which documents of a batch a list has, and their order.
 *
 * @param statuses wire names, of which a document has one; empty for all
 */
record DocumentFilter(UUID batchId, List<String> statuses, Tab tab, Sort<DocumentSort> sort) {

    private static final List<String> STATUSES = Stream.concat(
                    Arrays.stream(DocumentStatus.values()).map(DocumentStatus::wireName),
                    Tab.CONFIRMED.status().stream())
            .toList();

    /** @throws Problem 400 {@code invalid_request} for a status, tab or sort that does not exist */
    static DocumentFilter of(
            UUID batchId, @Nullable List<String> statuses, @Nullable String tab, @Nullable String sort) {
        List<String> wanted = statuses == null
                ? List.of()
                : statuses.stream().distinct().sorted().toList();
        if (!STATUSES.containsAll(wanted)) {
            throw invalid("status must be one or several of " + STATUSES + ".");
        }
        Tab shown = tab == null
                ? Tab.ALL
                : Tab.ofWireName(tab).orElseThrow(() -> invalid("tab must be one of " + Tab.wireNames() + "."));
        return new DocumentFilter(batchId, wanted, shown, Sort.of(sort, Sort.ascending(DocumentSort.POSITION)));
    }

    /** Whether the tab alone decides which documents the list has. */
    boolean isWholeTab() {
        return statuses.isEmpty();
    }

    /** What its cursors carry: a cursor of another list is refused. */
    String list() {
        return "documents %s %s %s %s".formatted(batchId, sort.wireName(), tab, statuses);
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, detail);
    }
}
