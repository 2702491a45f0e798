/** JSON as a tree that keeps numbers as they were typed and knows which values a person changed; JSON Patch; differences. */
@NullMarked
package io.ingestio.export.tree;

import org.jspecify.annotations.NullMarked;
