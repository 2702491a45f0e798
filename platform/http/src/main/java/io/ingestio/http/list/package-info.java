/** Lists of the API: pages, their cursors, and the order of their rows. */
@NullMarked
package io.ingestio.http.list;

import org.jspecify.annotations.NullMarked;
