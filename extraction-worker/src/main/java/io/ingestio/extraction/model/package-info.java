/** The model: one port, and the adapters that speak to a provider. */
@NullMarked
package io.ingestio.extraction.model;

import org.jspecify.annotations.NullMarked;
