/**
 * Untrusted PDFs and images, read in a disposable child JVM.
 *
 * <p>A PDF of one megabyte can exhaust any heap inside a PDF library, loop for minutes, or claim a wrong page count. So no byte of a
 * user's file is parsed in a service: {@link io.ingestio.reader.DocumentReader} passes the file's path to a child JVM with a
 * hard heap limit, waits a bounded time, and replaces the child when it dies.
 */
@NullMarked
package io.ingestio.reader;

import org.jspecify.annotations.NullMarked;
