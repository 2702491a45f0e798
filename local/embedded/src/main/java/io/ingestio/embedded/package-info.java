/**
 * The three stores that IngestIO needs, without containers: PostgreSQL as a child process, Kafka and an S3 API inside
 * this JVM. All are the real software on real files, so what a test or a laptop shows holds in production too.
 */
@NullMarked
package io.ingestio.embedded;

import org.jspecify.annotations.NullMarked;
