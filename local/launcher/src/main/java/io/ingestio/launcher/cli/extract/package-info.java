/** Commands that take documents from files to data: upload, progress, result. */
@NullMarked
package io.ingestio.launcher.cli.extract;

import org.jspecify.annotations.NullMarked;
