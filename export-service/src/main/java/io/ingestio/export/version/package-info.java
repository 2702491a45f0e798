/** The versions of a document's data: what each run gave and what people made of it, who did it when, and how two differ. */
@NullMarked
package io.ingestio.export.version;

import org.jspecify.annotations.NullMarked;
