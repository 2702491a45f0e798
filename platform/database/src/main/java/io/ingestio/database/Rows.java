package io.ingestio.database;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns a list of rows into one array per column, to be bound to {@code unnest}: a statement of any number of rows stays one
 * statement with a fixed number of parameters.
 */
public final class Rows {

    private Rows() {}

    /**
     * @param type of the elements; it decides the array type that PostgreSQL receives, also where every value is null
     */
    @SuppressWarnings("unchecked") // an array of the given type
    public static <R, V> V[] column(
            List<? extends R> rows, Function<? super R, ? extends @Nullable V> value, Class<V> type) {
        IntFunction<V[]> array = size -> (V[]) Array.newInstance(type, size);
        return rows.stream().map(value).toArray(array);
    }

    /** A column of {@code timestamptz}; the driver binds arrays of {@link OffsetDateTime}, not of {@link Instant}. */
    public static <R> OffsetDateTime[] instants(
            List<? extends R> rows, Function<? super R, ? extends @Nullable Instant> value) {
        return column(rows, row -> utc(value.apply(row)), OffsetDateTime.class);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
