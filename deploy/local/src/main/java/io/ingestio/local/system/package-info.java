/**
 * The whole system on one machine: PostgreSQL, Kafka, the S3 store and the services, in one JVM or each in its own.
 *
 * <p>{@link io.ingestio.local.system.LocalSystem} is the entry, for the command line and for tests alike.
 */
@NullMarked
package io.ingestio.local.system;

import org.jspecify.annotations.NullMarked;
