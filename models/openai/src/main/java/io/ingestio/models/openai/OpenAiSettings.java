package io.ingestio.models.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The endpoint and model behind the adapter {@code openai}.
 *
 * @param baseUrl   ends in {@code /v1}
 * @param apiKey    sent as bearer token; null for an endpoint without keys
 * @param name      the model, as the endpoint calls it
 * @param connectTimeout after which the endpoint counts as unreachable; shorter than {@code timeout}, so that an outage is
 *                  not mistaken for a slow answer
 * @param timeout   for a whole call; the client makes no retries of its own
 * @param callsAtOnce calls that this process makes at the same time; further ones wait in order. Fewer than the worker's slots, so
 *                  that documents are read while others wait for the model
 * @param imageDpi  resolution at which pages without text are rendered for the model
 * @param maxImages most pages of a document that are sent as images
 */
@ConfigurationProperties("ingestio.model")
public record OpenAiSettings(
        @DefaultValue("https://api.openai.com/v1") String baseUrl,
        @Nullable String apiKey,
        @DefaultValue("gpt-4o-mini") String name,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("120s") Duration timeout,
        @DefaultValue("32") int callsAtOnce,
        @DefaultValue("150") int imageDpi,
        @DefaultValue("10") int maxImages) {}
