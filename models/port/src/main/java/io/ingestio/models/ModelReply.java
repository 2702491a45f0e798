package io.ingestio.models;

/**
 * The reply of a model, not yet parsed.
 *
 * @param text raw JSON text; see {@link Model} for the shapes. untrusted: a model may not keep to them
 * @param model that replied, as the provider names it
 * @param inputTokens as counted by the provider; 0 if it does not count
 */
public record ModelReply(String text, String model, long inputTokens, long outputTokens) {}
