/**
 * Untrusted JSON and untrusted JSON Schemas. No text, number, reference or regular expression in them costs more than a fixed bound
 * of memory, stack and time.
 */
@NullMarked
package io.ingestio.jsonschema;

import org.jspecify.annotations.NullMarked;
