package io.ingestio.http.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One page of a list.
 *
 * @param nextCursor  to be given as {@code cursor} for the next page; null on the last one
 * @param total       rows of the whole list, up to {@value #COUNTED}; null, and not written, for lists that are not counted
 * @param totalCapped whether there are more rows than {@code total}; null, and not written, with it
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @JsonInclude(Include.NON_NULL) @Nullable Long total,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean totalCapped) {

    public static final int MAX_LIMIT = 100;

    /** Where counting ends: what a count costs does not grow with the list. */
    public static final int COUNTED = 1_000;

    /** A page of a list that is not counted. */
    public Page(List<T> items, @Nullable String nextCursor) {
        this(items, nextCursor, null, null);
    }

    /**
     * Reads one row more than the page has: an extra row means that there is a next page.
     *
     * @param limit the requested size
     * @param rows reads at most this many rows after the caller's cursor
     * @param cursorOf the cursor after an item
     * @throws Problem 400 {@code invalid_request} for a limit outside 1 to {@value #MAX_LIMIT}
     */
    public static <T> Mono<Page<T>> read(int limit, IntFunction<Flux<T>> rows, Function<T, String> cursorOf) {
        int size = limit(limit);
        return rows.apply(size + 1).collectList().map(read -> of(read, size, cursorOf));
    }

    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)));
    }

    /**
     * Adds the total. Nothing is counted where the first page is the last one.
     *
     * @param first whether this is the first page
     * @param count counts the rows of the whole list, at most this many
     */
    public Mono<Page<T>> counted(boolean first, IntFunction<Mono<Long>> count) {
        return first && nextCursor == null
                ? Mono.just(withTotal(items.size()))
                : count.apply(COUNTED + 1).map(this::withTotal);
    }

    private Page<T> withTotal(long rows) {
        return new Page<>(items, nextCursor, Math.min(rows, COUNTED), rows > COUNTED);
    }

    /** The same page with other items, such as rows without what only their cursors need. */
    public <R> Page<R> map(Function<T, R> item) {
        return new Page<>(items.stream().map(item).toList(), nextCursor, total, totalCapped);
    }

    static int limit(int asked) {
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.INVALID_REQUEST,
                    "limit must be between 1 and " + MAX_LIMIT + ".");
        }
        return asked;
    }

    /**
     * The cursor of a list that is ordered by a number: that of the last row of the page before.
     *
     * @param start where the first page begins
     * @throws Problem 400 {@code invalid_cursor} for a value that this API did not issue
     */
    public static long number(@Nullable String cursor, long start) {
        try {
            return cursor == null ? start : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.INVALID_CURSOR, "This cursor was not issued by this list.");
        }
    }
}
