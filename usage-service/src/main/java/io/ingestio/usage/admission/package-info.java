/** May this user submit this batch now? */
@NullMarked
package io.ingestio.usage.admission;

import org.jspecify.annotations.NullMarked;
