/** The model port: what an extraction asks of a model, whichever adapter answers. */
@NullMarked
package io.ingestio.models;

import org.jspecify.annotations.NullMarked;
