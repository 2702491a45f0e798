/**
 * One part of the system, a store or a service, and how it runs: in this JVM or in one of its own, which ends with the JVM that
 * started it. {@link io.ingestio.local.part.RunningPart} starts one from its {@link io.ingestio.local.part.PartSpec}.
 */
@NullMarked
package io.ingestio.local.part;

import org.jspecify.annotations.NullMarked;
