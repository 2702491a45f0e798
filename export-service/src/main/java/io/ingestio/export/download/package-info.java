/** Files of exports given back: to their user, and to callers with a link that the user asked for. */
@NullMarked
package io.ingestio.export.download;

import org.jspecify.annotations.NullMarked;
