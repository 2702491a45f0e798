package io.ingestio.upload.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are given back.
 *
 * @param slowReader the longest time in which a client accepts no byte; then its connection is closed
 */
@ConfigurationProperties("ingestio.content")
public record ContentSettings(@DefaultValue("30s") Duration slowReader) {}
