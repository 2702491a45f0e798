/** Where words stand on the pages of a document, as rows of cells, and how pages that are images get their words. */
@NullMarked
package io.ingestio.models.offline.page;

import org.jspecify.annotations.NullMarked;
