/**
 * The demonstration: documents that are drawn here from known values, so that what comes back can be compared with what went
 * in.
 */
@NullMarked
package io.ingestio.local.demo;

import org.jspecify.annotations.NullMarked;
