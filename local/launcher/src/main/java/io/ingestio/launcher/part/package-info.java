/**
 * One part of the system, a store or a service, and how it runs: in this JVM or in one of its own, which ends with the
 * JVM that started it. {@link io.ingestio.launcher.part.RunningPart} starts one from its
 * {@link io.ingestio.launcher.part.PartSpec}.
 */
@NullMarked
package io.ingestio.launcher.part;

import org.jspecify.annotations.NullMarked;
