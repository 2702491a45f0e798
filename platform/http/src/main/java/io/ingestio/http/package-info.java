/** What every HTTP entry has, the gateway too: names of requests, checked tokens, refusals as problems, pages of lists. */
@NullMarked
package io.ingestio.http;

import org.jspecify.annotations.NullMarked;
