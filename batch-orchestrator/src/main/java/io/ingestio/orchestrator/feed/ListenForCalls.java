package io.ingestio.orchestrator.feed;

import io.ingestio.database.Notifications;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.util.retry.Retry;

/**
 * Keeps a connection on which the other replicas call. A lost one is opened again; until then the feed reads every second. Stops
 * before the web server does, and ends the listeners: their clients reconnect to another replica.
 */
@Component
class ListenForCalls implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ListenForCalls.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final ChangeFeed feed;
    private final Notifications notifications;
    private final Counter losses;
    private @Nullable Disposable connection;

    ListenForCalls(ChangeFeed feed, Notifications notifications, MeterRegistry meters) {
        this.feed = feed;
        this.notifications = notifications;
        this.losses = Counter.builder("ingestio.feed.connection.losses")
                .description("How often the connection on which replicas call was lost or could not be opened")
                .register(meters);
    }

    @Override
    public synchronized void start() {
        connection = notifications
                .listen(ChangeFeed.CHANNEL)
                .doOnError(this::lost)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LAST_RETRY)
                        .transientErrors(true))
                .repeatWhen(ended -> ended.delayElements(FIRST_RETRY))
                .subscribe(feed::called);
    }

    private void lost(Throwable failure) {
        losses.increment();
        LOG.warn("connection for calls lost channel={} failure={}", ChangeFeed.CHANNEL, failure.toString());
    }

    @Override
    public synchronized void stop() {
        if (connection != null) {
            connection.dispose();
            connection = null;
        }
        feed.complete();
    }

    @Override
    public synchronized boolean isRunning() {
        return connection != null;
    }
}
