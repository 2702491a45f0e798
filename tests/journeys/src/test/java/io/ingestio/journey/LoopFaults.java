package io.ingestio.journey;

import io.ingestio.background.Supervised;
import io.ingestio.background.SupervisedLoop;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;

/**
 * In a service with {@value #PROPERTY}, the first work of every loop's thread fails with an {@link Error} from inside: where it opens
 * its first database connection. A loop is recognised by its frames on the stack, so that one added later fails too.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(LoopFaults.PROPERTY)
class LoopFaults implements BeanPostProcessor {

    static final String PROPERTY = "ingestio.test.loop-faults";

    private static final Map<String, LoopFaults> BY_SERVICE = new ConcurrentHashMap<>();

    private final ApplicationContext context;
    private final Map<Thread, Instant> failed = new ConcurrentHashMap<>();

    LoopFaults(ApplicationContext context) {
        this.context = context;
        BY_SERVICE.put(context.getEnvironment().getRequiredProperty("spring.application.name"), this);
    }

    static LoopFaults of(String service) {
        return BY_SERVICE.get(service);
    }

    /** Every loop of the service. */
    List<SupervisedLoop> loops() {
        return context.getBeanProvider(Supervised.class)
                .orderedStream()
                .<SupervisedLoop>flatMap(owner -> owner.loops().stream())
                .toList();
    }

    /** When the last thread of the loop failed; empty if none has. */
    Optional<Instant> failedAt(SupervisedLoop loop) {
        return failed.entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith(loop.name()))
                .map(Map.Entry::getValue)
                .max(Instant::compareTo);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ConnectionFactory connections ? new Failing(connections) : bean;
    }

    private void failOnce() {
        boolean inLoop = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .anyMatch(SupervisedLoop.class::isAssignableFrom));
        if (inLoop && failed.putIfAbsent(Thread.currentThread(), Instant.now()) == null) {
            throw new NoClassDefFoundError("wanted by the test");
        }
    }

    private final class Failing implements ConnectionFactory {

        private final ConnectionFactory connections;

        private Failing(ConnectionFactory connections) {
            this.connections = connections;
        }

        @Override
        public Publisher<? extends Connection> create() {
            failOnce();
            return connections.create();
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return connections.getMetadata();
        }
    }
}
