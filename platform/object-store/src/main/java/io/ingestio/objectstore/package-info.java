/**
 * Where the bytes of documents and exports lie. Callers see {@link io.ingestio.objectstore.ObjectStore} and its failures; that
 * it is S3 is known here alone.
 */
@NullMarked
package io.ingestio.objectstore;

import org.jspecify.annotations.NullMarked;
