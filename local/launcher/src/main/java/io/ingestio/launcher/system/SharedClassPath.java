package io.ingestio.launcher.system;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * All services run on one class path here, so each finds the libraries of the others and would let them configure
 * themselves. These properties leave each service with what its own image would have.
 */
final class SharedClassPath {
    private static final List<String> NOT_THE_GATEWAYS = List.of(
            "io.ingestio.messaging.",
            "io.ingestio.erasure.",
            "io.ingestio.objectstore.",
            "io.ingestio.database.",
            "org.springframework.boot.data.r2dbc.",
            "org.springframework.boot.flyway.",
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.kafka.",
            "org.springframework.boot.r2dbc.",
            "org.springframework.boot.sql.",
            "org.springframework.boot.transaction.");

    private SharedClassPath() {}

    static Map<String, String> properties(Microservice service) {
        return service == Microservice.GATEWAY
                ? Map.of("spring.autoconfigure.exclude", withoutStores())
                : Map.of("spring.cloud.gateway.server.webflux.enabled", "false");
    }

    /** The gateway keeps no data: of the platform's modules only the HTTP edge belongs to it. */
    private static String withoutStores() {
        return ImportCandidates.load(AutoConfiguration.class, SharedClassPath.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> NOT_THE_GATEWAYS.stream().anyMatch(name::startsWith))
                .collect(Collectors.joining(","));
    }
}
