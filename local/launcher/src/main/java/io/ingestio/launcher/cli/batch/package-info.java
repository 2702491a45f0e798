/** The commands on what a user has: batches and their documents. */
@NullMarked
package io.ingestio.launcher.cli.batch;

import org.jspecify.annotations.NullMarked;
