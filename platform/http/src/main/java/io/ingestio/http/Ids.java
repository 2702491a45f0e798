package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A list of ids in the body of a request. */
public final class Ids {

    private Ids() {}

    /**
     * The ids, each once, in their order.
     *
     * @param field where they stand in the body
     * @throws Problem 422 {@code invalid_request} if there is none, a null, or more than {@code most}
     */
    public static List<UUID> given(String field, @Nullable List<@Nullable UUID> ids, int most) {
        if (ids == null || ids.isEmpty() || ids.size() > most || ids.contains(null)) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ErrorCode.INVALID_REQUEST,
                    String.format(Locale.ROOT, "%s must have 1 to %,d ids.", field, most));
        }
        return ids.stream().distinct().toList();
    }
}
