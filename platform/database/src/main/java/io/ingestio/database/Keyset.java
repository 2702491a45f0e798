package io.ingestio.database;

import io.ingestio.http.list.ListCursor;
import io.r2dbc.spi.Readable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;

/**
 * Reads pages of a list in a total order, through an index with the columns of its keys: upwards, or backwards for descending. Rows whose
 * first key is null come last in both directions; they are read by a statement of their own, and only where the page has room for them.
 *
 * <p>Each statement is planned for its own values. Users differ in the number of their rows by a factor of a thousand, and a plan that is
 * kept for all of them sorts the rows of the largest one.
 *
 * @param keys the last one makes the order total; only the first one may be null in a row
 */
public record Keyset(List<Key> keys, boolean descending) {

    private static final String PLAN_EACH = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    /** How the value of a key is read from a cursor. */
    public enum Type {
        TEXT,
        NUMBER,
        TIME,
        ID
    }

    /** A column of the order. */
    public record Key(String column, Type type, boolean nullable) {

        public static Key of(String column, Type type) {
            return new Key(column, type, false);
        }

        public static Key nullable(String column, Type type) {
            return new Key(column, type, true);
        }
    }

    public Keyset {
        keys = List.copyOf(keys);
    }

    /**
     * A list, as far as its rows do not depend on the order.
     *
     * @param chosen query of the rows' ids, or of whole rows, that ends with its last condition
     * @param read   query of the rows that are shown, with {@code %s} for the chosen ones. With ids, rows that a condition leaves out are
     *     compared in an index that has its columns, and are not fetched
     * @param values of the parameters
     */
    public record Query<T>(
            String chosen, String read, UnaryOperator<GenericExecuteSpec> values, Function<Readable, T> row) {}

    /**
     * Reads at most this many rows after the cursor. Joins the running transaction.
     *
     * @throws io.ingestio.http.Problem 400 {@code invalid_cursor} for one with other keys
     */
    public <T> Flux<T> read(DatabaseClient sql, Query<T> list, ListCursor after, int limit) {
        List<@Nullable Object> values = values(after);
        Key first = keys.getFirst();
        if (!first.nullable()) {
            return planned(sql, part(sql, list, "", 0, values, limit));
        }
        boolean amongNulls = !values.isEmpty() && values.getFirst() == null;
        Flux<T> withValue = amongNulls
                ? Flux.empty()
                : part(sql, list, "and %s is not null".formatted(first.column()), 0, values, limit);
        Flux<T> without =
                part(sql, list, "and %s is null".formatted(first.column()), 1, amongNulls ? values : List.of(), limit);
        return planned(sql, Flux.concat(withValue, without).take(limit));
    }

    private static <T> Flux<T> planned(DatabaseClient sql, Flux<T> rows) {
        return sql.sql(PLAN_EACH).then().thenMany(rows);
    }

    /** The values in a row, for the cursor after it. */
    public static ListCursor after(@Nullable Object... values) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value == null ? null : value.toString());
        }
        return new ListCursor(texts);
    }

    /** @param from the first key that distinguishes rows of this part */
    private <T> Flux<T> part(
            DatabaseClient sql, Query<T> list, String condition, int from, List<@Nullable Object> values, int limit) {
        String beyond = values.isEmpty()
                ? ""
                : "and (%s) %s (%s)".formatted(columns(from, ""), descending ? "<" : ">", placeholders(from));
        String order = "order by " + columns(0, descending ? " desc" : "");
        String chosen = String.join("\n", list.chosen(), condition, beyond, order, "limit :limit");
        String statement = list.read().formatted(chosen) + order;
        GenericExecuteSpec bound = list.values().apply(sql.sql(statement)).bind("limit", limit);
        for (int key = from; key < values.size(); key++) {
            Object value = values.get(key);
            if (value == null) {
                return Flux.error(ListCursor::unknown);
            }
            bound = bound.bind("key" + key, value);
        }
        return bound.map(list.row()).all();
    }

    private String columns(int from, String direction) {
        return keys.stream().skip(from).map(key -> key.column() + direction).collect(Collectors.joining(", "));
    }

    private String placeholders(int from) {
        return IntStream.range(from, keys.size()).mapToObj(key -> ":key" + key).collect(Collectors.joining(", "));
    }

    private List<@Nullable Object> values(ListCursor after) {
        if (after.isStart()) {
            return List.of();
        }
        if (after.values().size() != keys.size()) {
            throw ListCursor.unknown();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            String text = after.values().get(key);
            values.add(text == null ? null : value(keys.get(key).type(), text));
        }
        return values;
    }

    private static Object value(Type type, String text) {
        try {
            return switch (type) {
                case TEXT -> text;
                case NUMBER -> Integer.valueOf(text);
                case TIME -> Instant.parse(text);
                case ID -> UUID.fromString(text);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ListCursor.unknown();
        }
    }
}
