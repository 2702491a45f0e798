package io.ingestio.http.list;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The order of a list, as its caller names it: a key, with a leading minus for descending.
 *
 * @param <K> the keys that the list has
 */
public record Sort<K extends Enum<K>>(K key, boolean descending) {

    private static final String MINUS = "-";

    public static <K extends Enum<K>> Sort<K> ascending(K key) {
        return new Sort<>(key, false);
    }

    public static <K extends Enum<K>> Sort<K> descending(K key) {
        return new Sort<>(key, true);
    }

    /**
     * @param text  such as {@code -submitted}
     * @param usual where there is none
     * @throws Problem 400 {@code invalid_request} for a key that the list does not have
     */
    public static <K extends Enum<K>> Sort<K> of(@Nullable String text, Sort<K> usual) {
        if (text == null) {
            return usual;
        }
        boolean descending = text.startsWith(MINUS);
        String name = descending ? text.substring(1) : text;
        K[] keys = usual.key().getDeclaringClass().getEnumConstants();
        return Arrays.stream(keys)
                .filter(key -> wireName(key).equals(name))
                .findFirst()
                .map(key -> new Sort<>(key, descending))
                .orElseThrow(
                        () -> unknown(Arrays.stream(keys).map(Sort::wireName).toList()));
    }

    /** As the caller writes it. */
    public String wireName() {
        return (descending ? MINUS : "") + wireName(key);
    }

    private static String wireName(Enum<?> key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private static Problem unknown(List<String> keys) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                ErrorCode.INVALID_REQUEST,
                "sort must be one of " + keys + ", with a leading - for descending.");
    }
}
