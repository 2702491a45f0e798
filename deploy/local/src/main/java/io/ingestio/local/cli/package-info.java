/**
 * The {@code ingestio} command: one class per subcommand. Most of them act on an
 * {@link io.ingestio.local.instance.Instance}.
 */
@NullMarked
package io.ingestio.local.cli;

import org.jspecify.annotations.NullMarked;
