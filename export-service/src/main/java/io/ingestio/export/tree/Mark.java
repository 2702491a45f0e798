package io.ingestio.export.tree;

import java.time.Instant;

/** Who changed a value, and when: it counts as verified from then on. */
public record Mark(String by, Instant at) {}
