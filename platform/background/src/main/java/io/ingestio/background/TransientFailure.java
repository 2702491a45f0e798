package io.ingestio.background;

/** Marks an exception that says that a dependency could not be used, and may be later: {@link Outage} knows it. */
public interface TransientFailure {}
