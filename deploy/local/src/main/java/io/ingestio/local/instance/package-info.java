/**
 * The system that runs on a home, in a daemon of its own: starting it, finding it, stopping it.
 * {@link io.ingestio.local.instance.Instance} is what commands act on.
 */
@NullMarked
package io.ingestio.local.instance;

import org.jspecify.annotations.NullMarked;
