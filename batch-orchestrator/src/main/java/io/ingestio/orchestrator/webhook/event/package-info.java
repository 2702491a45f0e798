/** What webhook endpoints are called with: types, payloads, and the deliveries that are queued with a change. */
@NullMarked
package io.ingestio.orchestrator.webhook.event;

import org.jspecify.annotations.NullMarked;
