package io.ingestio.orchestrator.webhook;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;

/**
 * Webhooks to users' endpoints.
 *
 * @param key             encrypts endpoints' secrets in the database, at least 32 random characters; empty means that there are no webhooks
 * @param enabled         whether this process sends deliveries
 * @param endpoints       a user may have
 * @param allowHttp       for development: URLs without TLS
 * @param allowLoopback   for development: URLs of this machine
 * @param ports           that URLs may name; empty for any
 * @param overlap         how long the secret before a rotation signs too
 * @param concurrency     deliveries that this process sends at the same time
 * @param perUser         of them, those of one user
 * @param perEndpoint     of them, those of one endpoint
 * @param poll            between two looks at the queue while nothing is due
 * @param timeout         of an attempt, from the look-up of the name to the status of the response
 * @param retries         waits after the first, second, … failed attempt; after the last one a delivery has failed
 * @param disableAfter    how long all attempts of an endpoint must have failed before it is disabled
 * @param disableFailures how many attempts in a row must have failed before it is disabled
 * @param retention       how long deliveries and their attempts are kept
 */
@ConfigurationProperties("ingestio.webhook")
public record WebhookSettings(
        @DefaultValue("") String key,
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10") int endpoints,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue({"443", "8443"}) List<Integer> ports,
        @DefaultValue("24h") Duration overlap,
        @DefaultValue("64") int concurrency,
        @DefaultValue("8") int perUser,
        @DefaultValue("4") int perEndpoint,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration timeout,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "10h"})
        List<Duration> retries,

        @DefaultValue("24h") Duration disableAfter,
        @DefaultValue("5") int disableFailures,
        @DefaultValue("30d") Duration retention) {

    private static final int SHORTEST_KEY = 32;

    public WebhookSettings {
        ports = List.copyOf(ports);
        retries = List.copyOf(retries);
        if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "ingestio.webhook.key: at least " + SHORTEST_KEY + " characters, or none for no webhooks");
        }
        Duration waits = retries.stream().reduce(Duration.ZERO, Duration::plus);
        if (retention.compareTo(waits) <= 0) {
            throw new IllegalArgumentException(
                    "ingestio.webhook.retention: longer than all retries together, which are " + waits);
        }
    }

    public boolean areConfigured() {
        return !key.isEmpty();
    }

    /** @throws Problem 503 {@code webhooks_not_configured} */
    void requireConfigured() {
        if (!areConfigured()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.WEBHOOKS_NOT_CONFIGURED,
                    "This installation has no webhooks.");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WebhookSettings[key=%s, allowHttp=%s, allowLoopback=%s, ports=%s]"
                .formatted(areConfigured() ? "set" : "none", allowHttp, allowLoopback, ports);
    }
}
