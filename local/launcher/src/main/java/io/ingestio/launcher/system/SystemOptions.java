package io.ingestio.launcher.system;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How to run the system.
 *
 * @param home where its data live
 * @param port of the gateway on 127.0.0.1; 0 for any free one
 * @param processes whether Kafka, the store and each service get a JVM of their own
 * @param workers how many extraction workers; more than one needs {@code processes}
 * @param properties additional Spring properties per service; they win over all others
 */
public record SystemOptions(
        Home home, int port, boolean processes, int workers, Map<Microservice, Map<String, String>> properties) {

    public SystemOptions {
        if (workers < 1 || (workers > 1 && !processes)) {
            throw new IllegalArgumentException("several workers need processes of their own");
        }
        properties = Map.copyOf(properties);
    }

    /** One JVM, any free port. */
    public static SystemOptions in(Path home) {
        return new SystemOptions(new Home(home), 0, false, 1, Map.of());
    }

    public SystemOptions onPort(int newPort) {
        return new SystemOptions(home, newPort, processes, workers, properties);
    }

    public SystemOptions inProcesses() {
        return new SystemOptions(home, port, true, workers, properties);
    }

    public SystemOptions withWorkers(int count) {
        return new SystemOptions(home, port, processes, count, properties);
    }

    /** Sets one property of one service. */
    public SystemOptions with(Microservice service, String name, String value) {
        Map<Microservice, Map<String, String>> all = new EnumMap<>(Microservice.class);
        all.putAll(properties);
        Map<String, String> ofService = new HashMap<>(all.getOrDefault(service, Map.of()));
        ofService.put(name, value);
        all.put(service, Map.copyOf(ofService));
        return new SystemOptions(home, port, processes, workers, all);
    }
}
