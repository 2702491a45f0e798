package io.ingestio.upload.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are given back.
 *
 * @param slowReader the longest time in which a client accepts no byte, as far as can be seen behind the buffers on the way; then its
 *     connection is closed
 * @param perUser files and pictures that one user reads at the same time from this process
 * @param atOnce of all users; below the connections to the object store, so that readers leave some to senders
 */
@ConfigurationProperties("ingestio.content")
public record ContentSettings(
        @DefaultValue("5m") Duration slowReader,
        @DefaultValue("8") int perUser,
        @DefaultValue("32") int atOnce) {}
