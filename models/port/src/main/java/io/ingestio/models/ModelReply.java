package io.ingestio.models;

/**
 * What a model answered, before anybody has parsed it.
 *
 * @param text raw JSON text; see {@link Model} for the shapes. A model may break its promise: the reader of this checks
 * @param model that answered, as the provider names it
 * @param inputTokens as the provider counts them; 0 where nothing is counted
 */
public record ModelReply(String text, String model, long inputTokens, long outputTokens) {}
