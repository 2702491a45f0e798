/** Exports as their users see them: asked for, watched and downloaded over HTTP. */
@NullMarked
package io.ingestio.export.request;

import org.jspecify.annotations.NullMarked;
