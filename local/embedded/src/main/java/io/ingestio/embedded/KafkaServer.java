package io.ingestio.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker, its own controller (KRaft), inside this JVM. Topics, records and committed offsets stay in the
 * folder, through a restart and through {@code kill -9}.
 *
 * <p>Topics are never created implicitly ({@code auto.create.topics.enable=false}): each owner declares its own.
 */
public final class KafkaServer implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private KafkaServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param folder where its log lives; formatted on first use
     * @param port for clients, on 127.0.0.1
     * @param controllerPort for the broker itself
     */
    public static KafkaServer start(Path folder, int port, int controllerPort) {
        Path log = folder.toAbsolutePath();
        try {
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(Files.createDirectories(log));
            }
            var server =
                    new KafkaRaftServer(new KafkaConfig(properties(log, port, controllerPort), false), Time.SYSTEM);
            server.startup();
            return new KafkaServer(server, port);
        } catch (Exception e) {
            throw new PartDidNotStart("Kafka", port, e);
        }
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops cleanly. Clients that are still connected keep trying, so close them first. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path log) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString())
                .setIgnoreFormatted(true)
                .run();
    }

    private static Properties properties(Path log, int port, int controllerPort) {
        var properties = new Properties();
        properties.putAll(BrokerSettings.FIXED);
        properties.setProperty("log.dirs", log.toString());
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        return properties;
    }
}
