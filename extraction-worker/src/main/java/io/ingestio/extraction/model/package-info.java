/** The model port: what an extraction asks of a model, whichever adapter answers. */
@NullMarked
package io.ingestio.extraction.model;

import org.jspecify.annotations.NullMarked;
