/**
 * The demonstration: documents are drawn from known values, extracted, and compared with those values.
 */
@NullMarked
package io.ingestio.launcher.demo;

import org.jspecify.annotations.NullMarked;
