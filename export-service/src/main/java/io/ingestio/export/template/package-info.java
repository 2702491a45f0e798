/** Columns that a user keeps under a name, for many exports. */
@NullMarked
package io.ingestio.export.template;

import org.jspecify.annotations.NullMarked;
