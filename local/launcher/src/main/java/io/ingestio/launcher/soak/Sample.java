package io.ingestio.launcher.soak;

import java.time.Duration;

/**
 * What the system's process uses at one moment.
 *
 * @param at        since the load began
 * @param heapBytes used right after a full collection: what is really in use
 * @param rssBytes  resident memory of the process
 */
record Sample(Duration at, long heapBytes, long rssBytes, long threads, long files) {}
