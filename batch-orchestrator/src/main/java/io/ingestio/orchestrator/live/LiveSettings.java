package io.ingestio.orchestrator.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of live streams.
 *
 * @param streams    open at the same time in one process
 * @param userStreams those of one user
 * @param heartbeat  a comment is sent this often, so that proxies keep an idle connection
 * @param space      between two reads of one stream: under load, many changes share one event
 */
@ConfigurationProperties("ingestio.live")
record LiveSettings(
        @DefaultValue("10000") int streams,
        @DefaultValue("10") int userStreams,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("100ms") Duration space) {}
