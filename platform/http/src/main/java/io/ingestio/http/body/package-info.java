/** Requests whose bodies are not read whole. */
@NullMarked
package io.ingestio.http.body;

import org.jspecify.annotations.NullMarked;
