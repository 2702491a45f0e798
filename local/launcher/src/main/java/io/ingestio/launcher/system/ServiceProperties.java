package io.ingestio.launcher.system;

import io.ingestio.embedded.LocalKeys;
import io.ingestio.embedded.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/** The properties that a service gets from its environment in a container. */
record ServiceProperties(Home home, Addresses addresses, Secrets secrets, LocalKeys keys) {
    static final String BUCKET = "ingestio";
    static final String REGION = "us-east-1";

    /** @param port where this instance listens: replicas of a service differ in nothing else */
    Map<String, String> of(Microservice service, int port) {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(SharedClassPath.properties(service));
        properties.put("spring.config.name", service.label());
        properties.put("spring.application.name", service.label());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(port));
        properties.put("ingestio.jwt.public-key", keys.publicKeyFile().toUri().toString());
        properties.put("ingestio.jwt.issuer", LocalKeys.ISSUER);
        properties.put("ingestio.jwt.audience", LocalKeys.AUDIENCE);
        if (service == Microservice.GATEWAY) {
            properties.putAll(routes());
            properties.put(
                    "ingestio.web.local-key", keys.privateKeyFile().toUri().toString());
        } else {
            properties.putAll(stores(service));
        }
        return properties;
    }

    private Map<String, String> routes() {
        return Map.of(
                "ingestio.gateway.upload-url",
                        addresses.uri(Microservice.UPLOAD).toString(),
                "ingestio.gateway.orchestrator-url",
                        addresses.uri(Microservice.ORCHESTRATOR).toString(),
                "ingestio.gateway.extraction-url",
                        addresses.uri(Microservice.WORKER).toString(),
                "ingestio.gateway.usage-url", addresses.uri(Microservice.USAGE).toString(),
                "ingestio.gateway.export-url",
                        addresses.uri(Microservice.EXPORT).toString());
    }

    private Map<String, String> stores(Microservice service) {
        Map<String, String> properties = new HashMap<>();
        properties.put("ingestio.internal.secret", secrets.internal());
        properties.put("ingestio.usage.url", addresses.uri(Microservice.USAGE).toString());
        properties.put("ingestio.upload.scratch", home.scratch().toString());
        if (service == Microservice.ORCHESTRATOR) {
            properties.putAll(webhooks());
        }
        if (service == Microservice.EXPORT) {
            properties.put("ingestio.link.key", secrets.links());
        }
        properties.put("ingestio.postgres.host", "127.0.0.1");
        properties.put("ingestio.postgres.port", Integer.toString(addresses.postgres()));
        properties.put("ingestio.postgres.database", PostgresServer.DATABASE);
        service.schema().ifPresent(schema -> properties.putAll(passwords(schema)));
        properties.put("ingestio.kafka.bootstrap", "127.0.0.1:" + addresses.kafka());
        properties.put("ingestio.s3.endpoint", Addresses.uri(addresses.s3()).toString());
        properties.put("ingestio.s3.region", REGION);
        properties.put("ingestio.s3.bucket", BUCKET);
        properties.put("ingestio.s3.access-key", secrets.s3().accessKey());
        properties.put("ingestio.s3.secret-key", secrets.s3().secretKey());
        return properties;
    }

    /** What a developer tries is called on this machine, on any port and without TLS. */
    private Map<String, String> webhooks() {
        return Map.of(
                "ingestio.webhook.key", secrets.webhooks(),
                "ingestio.webhook.allow-http", "true",
                "ingestio.webhook.allow-loopback", "true",
                "ingestio.webhook.ports", "");
    }

    /** The local server trusts this machine and checks no password; the services insist on having one. */
    private static Map<String, String> passwords(String schema) {
        return Map.of(
                "ingestio.postgres.owner-password", schema + "_owner",
                "ingestio.postgres.app-password", schema + "_app",
                "ingestio.postgres.service-password", schema + "_service");
    }
}
