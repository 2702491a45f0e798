/** Confirming: a person signs the current version of a document's data. */
@NullMarked
package io.ingestio.export.review;

import org.jspecify.annotations.NullMarked;
