/** Scanning of received files for viruses: a port, and its adapter for clamd. */
@NullMarked
package io.ingestio.upload.scan;

import org.jspecify.annotations.NullMarked;
