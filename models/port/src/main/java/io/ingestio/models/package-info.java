/** The model port: what an extraction needs of a model, independent of the adapter. */
@NullMarked
package io.ingestio.models;

import org.jspecify.annotations.NullMarked;
