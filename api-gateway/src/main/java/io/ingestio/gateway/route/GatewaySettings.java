package io.ingestio.gateway.route;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are.
 *
 * @param responseTimeout until the first byte of an answer, for calls that neither carry a file nor stream
 */
@ConfigurationProperties("ingestio.gateway")
record GatewaySettings(
        URI uploadUrl, URI orchestratorUrl, URI extractionUrl, URI usageUrl, URI exportUrl, Duration responseTimeout) {

    URI of(Backend backend) {
        return switch (backend) {
            case UPLOAD -> uploadUrl;
            case ORCHESTRATOR -> orchestratorUrl;
            case EXTRACTION -> extractionUrl;
            case USAGE -> usageUrl;
            case EXPORT -> exportUrl;
        };
    }
}
