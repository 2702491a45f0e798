/** The queue of deliveries and what sends them. */
@NullMarked
package io.ingestio.orchestrator.webhook.delivery;

import org.jspecify.annotations.NullMarked;
