package io.ingestio.testkit;

import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.KafkaServer;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;

/** The broker of the tests: inside this JVM, or in a container when the build asks for one. */
public sealed interface TestKafka extends AutoCloseable {
    /** What clients call {@code bootstrap.servers}. */
    String bootstrap();

    @Override
    void close();

    /**
     * Starts the kind that {@code -Dingestio.test.kafka} names: {@code embedded} (default) or {@code testcontainers}.
     */
    static TestKafka start(Path folder) {
        String kind = System.getProperty("ingestio.test.kafka", "embedded");
        return switch (kind) {
            case "embedded" -> Embedded.start(folder);
            case "testcontainers" -> Containerised.start();
            default ->
                throw new IllegalArgumentException("ingestio.test.kafka is embedded or testcontainers, not " + kind);
        };
    }

    /** The broker of {@code local/embedded}. */
    record Embedded(KafkaServer server) implements TestKafka {
        static Embedded start(Path folder) {
            List<Integer> ports = FreePorts.find(2);
            return new Embedded(KafkaServer.start(folder, ports.get(0), ports.get(1)));
        }

        @Override
        public String bootstrap() {
            return server.bootstrap();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** The official image, configured as the embedded broker: topics are never created implicitly. */
    record Containerised(KafkaContainer container) implements TestKafka {
        private static final String IMAGE = "apache/kafka:4.2.1";

        static Containerised start() {
            var container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
            return new Containerised(container);
        }

        @Override
        public String bootstrap() {
            return container.getBootstrapServers();
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
