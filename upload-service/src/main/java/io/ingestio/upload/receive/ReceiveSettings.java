package io.ingestio.upload.receive;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is received, whatever the user's tier says.
 *
 * @param scratch      where files lie between receipt and storage; each process has a folder of its own in it
 * @param scratchLimit of all files there, of all requests to a process together; one user may have half of it
 * @param formMemory   of the form fields of all requests to a process together; one user may have half of it
 * @param maxFileSize  of a single file; a larger one is rejected by name, the others go on
 * @param maxFiles     files in a request; more end the request
 * @param idleTimeout  the longest silence of a sender
 * @param minRate      bytes a second that a sender must send, on average over {@code idleTimeout}
 */
@ConfigurationProperties("ingestio.upload")
public record ReceiveSettings(
        @DefaultValue("${java.io.tmpdir}/ingestio-upload") Path scratch,
        @DefaultValue("20GB") DataSize scratchLimit,
        @DefaultValue("32MB") DataSize formMemory,
        @DefaultValue("50MB") DataSize maxFileSize,
        @DefaultValue("500") int maxFiles,
        @DefaultValue("30s") Duration idleTimeout,
        @DefaultValue("1KB") DataSize minRate) {}
