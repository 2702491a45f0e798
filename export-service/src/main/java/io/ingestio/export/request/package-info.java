/** Exports as their users see them: asked for and watched over HTTP. */
@NullMarked
package io.ingestio.export.request;

import org.jspecify.annotations.NullMarked;
