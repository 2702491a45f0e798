/** What people corrected: kept value by value, and which fields are corrected most. */
@NullMarked
package io.ingestio.export.correction;

import org.jspecify.annotations.NullMarked;
