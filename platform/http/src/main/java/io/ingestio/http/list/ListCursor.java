package io.ingestio.http.list;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The position after one row of a list that is ordered as its caller asked: the values of the order's keys in that row. Opaque to the
 * caller; carries which list it belongs to, so that it is not used with another order or filter, where it would skip rows.
 *
 * @param values null for a key without a value; empty before the first row
 */
public record ListCursor(List<@Nullable String> values) {

    /** Before the first row. */
    public static final ListCursor START = new ListCursor(List.of());

    private static final String SEPARATOR = "\0"; // no text in PostgreSQL has it
    private static final String PRESENT = "=";

    public ListCursor {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public boolean isStart() {
        return values.isEmpty();
    }

    /** @param list all that decides which rows the list has, and their order */
    public String encode(String list) {
        var text = new StringBuilder(checksum(list));
        values.forEach(value -> text.append(SEPARATOR).append(value == null ? "" : PRESENT + value));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text.toString()));
    }

    /**
     * @param list as it was encoded for
     * @throws Problem 400 {@code invalid_cursor} for a value that this API did not issue, or not for this list
     */
    public static ListCursor decode(@Nullable String text, String list) {
        if (text == null) {
            return START;
        }
        String[] parts = decoded(text).split(SEPARATOR, -1);
        if (parts.length < 2
                || !Arrays.stream(parts).skip(1).allMatch(part -> part.isEmpty() || part.startsWith(PRESENT))) {
            throw unknown();
        }
        if (!parts[0].equals(checksum(list))) {
            throw invalid("This cursor belongs to another sort or filter. Begin again without a cursor.");
        }
        List<@Nullable String> values = new ArrayList<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            values.add(part.isEmpty() ? null : part.substring(PRESENT.length()));
        }
        return new ListCursor(values);
    }

    /** The answer to a cursor that this API did not issue. */
    public static Problem unknown() {
        return invalid("This cursor was not issued by this list.");
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_CURSOR, detail);
    }

    private static String checksum(String list) {
        var checksum = new CRC32();
        checksum.update(bytes(list));
        return Long.toHexString(checksum.getValue());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
