/** A user's webhook endpoints: where they are, which events they get, the secrets that sign them. */
@NullMarked
package io.ingestio.orchestrator.webhook;

import org.jspecify.annotations.NullMarked;
