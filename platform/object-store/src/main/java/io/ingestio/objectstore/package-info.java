/**
 * The store of documents' and exports' bytes. Callers see {@link io.ingestio.objectstore.ObjectStore} and its failures;
 * only this package uses the S3 client.
 */
@NullMarked
package io.ingestio.objectstore;

import org.jspecify.annotations.NullMarked;
