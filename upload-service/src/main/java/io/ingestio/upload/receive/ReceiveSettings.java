package io.ingestio.upload.receive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of one request, whatever the user's tier says.
 *
 * @param maxFileSize of a single file; a larger one is rejected by name, the others go on
 * @param maxFiles    files in a request; more end the request
 * @param idleTimeout the longest silence of a sender
 * @param minRate     bytes a second that a sender must send, on average over {@code idleTimeout}
 */
@ConfigurationProperties("ingestio.upload")
public record ReceiveSettings(
        @DefaultValue("50MB") DataSize maxFileSize,
        @DefaultValue("500") int maxFiles,
        @DefaultValue("30s") Duration idleTimeout,
        @DefaultValue("1KB") DataSize minRate) {}
