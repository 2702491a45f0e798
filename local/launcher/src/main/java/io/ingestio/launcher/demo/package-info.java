/**
 * The demonstration: documents that are drawn from known values go in, and what comes back is compared with what went in.
 */
@NullMarked
package io.ingestio.launcher.demo;

import org.jspecify.annotations.NullMarked;
