/** Erases a person: deletes the extracted data, the exports and their files. */
@NullMarked
package io.ingestio.export.erasure;

import org.jspecify.annotations.NullMarked;
