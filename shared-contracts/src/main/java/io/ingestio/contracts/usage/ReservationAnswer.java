package io.ingestio.contracts.usage;

import java.util.UUID;

/**
 * What a reservation is now.
 *
 * @param state     {@code reserved}, {@code committed}, {@code released} or {@code insufficient}
 * @param pagesLeft pages of the period that are neither used nor reserved
 */
public record ReservationAnswer(UUID id, String state, long pagesLeft) {}
