/** Creates the topics, and refuses to start on one that would lose acknowledged events. */
@NullMarked
package io.ingestio.messaging.topic;

import org.jspecify.annotations.NullMarked;
