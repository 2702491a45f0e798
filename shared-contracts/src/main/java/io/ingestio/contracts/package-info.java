/**
 * What crosses a process boundary: the events of each owner, their topics and the identifiers derived from them.
 *
 * <p>Pure Java: this module knows no Spring, no Kafka and no JSON library. A field is added as optional; a breaking change is a
 * new wire name (see {@link io.ingestio.contracts.WireName}). Golden files in the tests hold every wire form ever published.
 */
@NullMarked
package io.ingestio.contracts;

import org.jspecify.annotations.NullMarked;
