package io.ingestio.upload.scan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param clamdHost   of the scanner; empty for none, every file then passes
 * @param clamdPort   its TCP port
 * @param timeout     for one file, the wait for its turn included
 * @param connections files that are scanned at once; further ones wait
 */
@ConfigurationProperties("ingestio.upload.scan")
public record ScanSettings(
        @DefaultValue("") String clamdHost,
        @DefaultValue("3310") int clamdPort,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("4") int connections) {}
