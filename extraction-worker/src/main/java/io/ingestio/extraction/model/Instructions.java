package io.ingestio.extraction.model;

import org.jspecify.annotations.Nullable;

public record Instructions(String prompt, @Nullable String documentType, @Nullable String schema) {}
