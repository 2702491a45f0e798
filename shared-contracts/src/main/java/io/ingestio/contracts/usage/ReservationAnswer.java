package io.ingestio.contracts.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reservation is now.
 *
 * @param state     {@code reserved}, {@code committed}, {@code released} or {@code insufficient}
 * @param pagesLeft pages of the plan and of credits that are neither used nor reserved
 * @param limitedBy where insufficient, which limit of the plan was met: {@code period} or {@code day}; else null
 */
public record ReservationAnswer(
        UUID id, String state, long pagesLeft, @Nullable String limitedBy) {}
