package io.ingestio.orchestrator.feed;

import io.ingestio.background.Backoff;
import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedWiring {

    /** A lost call delays listeners by this much. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    PollingLoop changeFeedLoop(ChangeFeed feed, Clock clock) {
        LoopSpec spec =
                LoopSpec.of("change-feed").withBackoff(Backoff.doubling(Duration.ofMillis(100), Duration.ofSeconds(2)));
        var spaced = new SpacedRounds(feed::round, PAUSE);
        return new PollingLoop(spec, feed.wakeUp(), clock, called -> spaced.run());
    }

    @Bean
    MeterBinder feedMeters(ChangeFeed feed) {
        return meters -> Gauge.builder("ingestio.feed.listeners", feed, ChangeFeed::listeners)
                .description("Live listeners and waiting reads of this process")
                .register(meters);
    }
}
