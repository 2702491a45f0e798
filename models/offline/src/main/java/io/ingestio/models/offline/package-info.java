/**
 * The offline engine: deterministic rules over a document's text and its geometry. It is not AI, needs no network, and gives
 * the same reply for the same document every time.
 *
 * <p>{@link io.ingestio.models.offline.OfflineModel} is the adapter. Each package below it uses only those that follow:
 * {@code field}, {@code table}, {@code prompt}, {@code value}, then {@code page} and {@code words}. The meaning of words is
 * in the vocabularies under {@code offline/v1}, not in the code. The module's README explains how a value is found.
 */
@NullMarked
package io.ingestio.models.offline;

import org.jspecify.annotations.NullMarked;
