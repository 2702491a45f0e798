/**
 * The offline engine: deterministic rules over a document's text and its geometry. It is no AI, needs no network, and gives the
 * same answer for the same document every time.
 *
 * <p>{@link io.ingestio.extraction.offline.OfflineModel} is the adapter; {@code Reading} is one document as the rules see it
 * (cells, labels, number and date formats); each further class is one rule or one family of them. What words mean is in the
 * vocabularies under {@code offline/v1}, not in the code.
 */
@NullMarked
package io.ingestio.extraction.offline;

import org.jspecify.annotations.NullMarked;
