/** Lays documents of any shape out as one table: flat fields, columns, and rows of typed cells. */
@NullMarked
package io.ingestio.export.rows;

import org.jspecify.annotations.NullMarked;
