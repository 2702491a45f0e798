/** The geometry of a document, as rows of cells, and the words of pages that are images. */
@NullMarked
package io.ingestio.models.offline.page;

import org.jspecify.annotations.NullMarked;
