package io.ingestio.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a service is with erasing a user.
 *
 * @param emptiedAt  since when nothing of the user has been found; null while something is left
 * @param nextPassAt when the next pass looks for what has arrived since
 */
record Erasure(Instant requestedAt, @Nullable Instant emptiedAt, Instant nextPassAt) {}
