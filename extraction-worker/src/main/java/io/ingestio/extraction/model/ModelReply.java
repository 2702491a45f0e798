package io.ingestio.extraction.model;

public record ModelReply(String text, String model, long inputTokens, long outputTokens) {}
