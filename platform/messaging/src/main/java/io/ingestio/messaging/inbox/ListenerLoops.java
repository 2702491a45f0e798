package io.ingestio.messaging.inbox;

import io.ingestio.background.Supervised;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The consumers of this service. They start when the context is complete and stop before the database's pools close. */
final class ListenerLoops implements SmartLifecycle, Supervised {

    private final List<ConsumerLoop> consumers;
    private volatile boolean running;

    ListenerLoops(List<ConsumerLoop> consumers) {
        this.consumers = List.copyOf(consumers);
    }

    @Override
    public List<ConsumerLoop> loops() {
        return consumers;
    }

    @Override
    public void start() {
        consumers.forEach(ConsumerLoop::start);
        running = true;
    }

    @Override
    public void stop() {
        consumers.parallelStream().forEach(ConsumerLoop::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
