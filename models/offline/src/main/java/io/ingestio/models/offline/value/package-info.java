/** The labels of a document, the values that belong to them, and its formats of dates and amounts. */
@NullMarked
package io.ingestio.models.offline.value;

import org.jspecify.annotations.NullMarked;
