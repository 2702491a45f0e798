/**
 * The {@code ingestio} command: one class per subcommand. Most of them act on an
 * {@link io.ingestio.launcher.instance.Instance}.
 */
@NullMarked
package io.ingestio.launcher.cli;

import org.jspecify.annotations.NullMarked;
