/**
 * Measurements of the whole system. Each is a ratio within one run: against a bound that no system can beat, or against
 * a peer.
 */
@NullMarked
package io.ingestio.bench;

import org.jspecify.annotations.NullMarked;
