/**
 * The system that runs on a home, in a daemon of its own: starting it, finding it, stopping it.
 * {@link io.ingestio.launcher.instance.Instance} is what commands act on.
 */
@NullMarked
package io.ingestio.launcher.instance;

import org.jspecify.annotations.NullMarked;
