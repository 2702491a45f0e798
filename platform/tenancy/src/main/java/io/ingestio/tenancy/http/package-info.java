/** What every HTTP entry shares: who is asking, how a refusal looks, how a request is named in the logs. */
@NullMarked
package io.ingestio.tenancy.http;

import org.jspecify.annotations.NullMarked;
