/**
 * The whole system on one machine: which parts there are, where they listen, how they are configured and in which order
 * they start.
 *
 * <p>{@link io.ingestio.launcher.system.LocalSystem} is the entry, for the command line and for tests alike.
 */
@NullMarked
package io.ingestio.launcher.system;

import org.jspecify.annotations.NullMarked;
