/** Which URLs may be called: judged when they are registered, and again by the address of each connection. */
@NullMarked
package io.ingestio.orchestrator.webhook.address;

import org.jspecify.annotations.NullMarked;
