/** The documents of a submission as far as an export needs them: their places, and why some have no data. */
@NullMarked
package io.ingestio.export.document;

import org.jspecify.annotations.NullMarked;
