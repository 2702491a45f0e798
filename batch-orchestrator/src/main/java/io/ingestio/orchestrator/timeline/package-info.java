/**
 * The timeline of a document: every hop, from the events of all owners. A listener whose events are not about one document, such as of
 * exports, adds hops of the documents that they name to {@link io.ingestio.orchestrator.timeline.TimelineTable} itself.
 */
@NullMarked
package io.ingestio.orchestrator.timeline;

import org.jspecify.annotations.NullMarked;
