/** Editing: a person changes the data of a document, or restores an earlier version. Each makes a new version. */
@NullMarked
package io.ingestio.export.edit;

import org.jspecify.annotations.NullMarked;
