/**
 * The {@code ingestio} command: one class per subcommand. {@link io.ingestio.local.cli.Instance} is what most of them act on.
 */
@NullMarked
package io.ingestio.local.cli;

import org.jspecify.annotations.NullMarked;
