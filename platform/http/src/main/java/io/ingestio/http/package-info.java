/** What gateway and services share at their HTTP edge: request ids, tokens, errors as problem+json, pages of lists. */
@NullMarked
package io.ingestio.http;

import org.jspecify.annotations.NullMarked;
