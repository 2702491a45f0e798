/** Exports: asked for over HTTP, built by a loop, one class per format. */
@NullMarked
package io.ingestio.export.export;

import org.jspecify.annotations.NullMarked;
