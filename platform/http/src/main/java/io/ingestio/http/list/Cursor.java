package io.ingestio.http.list;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The position after one row of a list ordered newest first. Opaque to the caller; stays valid when rows are added or
 * removed.
 */
public record Cursor(Instant createdAt, UUID id) {

    /** Before the first row. */
    public static final Cursor START =
            new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(0xffff_ffff_ffff_ffffL, 0xffff_ffff_ffff_ffffL));

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "/" + id).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @throws Problem 400 {@code invalid_cursor} for a value that this API did not issue
     */
    public static Cursor decode(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("/", 2);
            return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.INVALID_CURSOR, "This cursor was not issued by this list.");
        }
    }
}
