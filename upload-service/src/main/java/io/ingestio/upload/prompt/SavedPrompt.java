package io.ingestio.upload.prompt;

import java.time.Instant;
import java.util.UUID;

/** A prompt under a name that no other one of its user has. */
record SavedPrompt(UUID id, String name, String prompt, Instant createdAt, Instant updatedAt) {}
