package io.ingestio.local.system;

import io.ingestio.embedded.KafkaServer;
import io.ingestio.embedded.S3Server;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a part is and how it starts: the same in this JVM and in one of its own, to which the description travels as JSON.
 *
 * @param kind {@code kafka}, {@code s3} or the label of a service
 * @param name the kind, or for a further instance the kind and its number
 * @param settings folders and addresses of a store, Spring properties of a service
 */
record PartSpec(String kind, String name, int port, Map<String, String> settings) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static PartSpec kafka(Home home, Addresses addresses) {
        return new PartSpec("kafka", "kafka", addresses.kafka(), Map.of(
                "folder", home.kafka().toString(),
                "controller-port", Integer.toString(addresses.kafkaController())));
    }

    static PartSpec s3(Home home, Addresses addresses, Secrets secrets) {
        return new PartSpec("s3", "s3", addresses.s3(), Map.of(
                "folder", home.s3().toString(),
                "access-key", secrets.s3().accessKey(),
                "secret-key", secrets.s3().secretKey(),
                "bucket", ServiceProperties.BUCKET));
    }

    static PartSpec service(Service service, String name, int port, Map<String, String> properties) {
        return new PartSpec(service.label(), name, port, properties);
    }

    static PartSpec fromJson(String json) {
        return JSON.readValue(json, PartSpec.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** Whether it answers health questions over HTTP; a store is ready when its port is open. */
    boolean isService() {
        return Service.ofLabel(kind).isPresent();
    }

    /** Starts the part in this JVM and returns when it is ready. */
    AutoCloseable start() {
        return switch (kind) {
            case "kafka" -> KafkaServer.start(folder(), port, Integer.parseInt(setting("controller-port")));
            case "s3" -> S3Server.start(
                    folder(),
                    port,
                    new S3Server.Credentials(setting("access-key"), setting("secret-key")),
                    setting("bucket"));
            default -> startService();
        };
    }

    private AutoCloseable startService() {
        Service service = Service.ofLabel(kind).orElseThrow(() -> new IllegalArgumentException("no such part: " + kind));
        var application = new SpringApplication(service.application());
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        return application.run(settings.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    private Path folder() {
        return Path.of(setting("folder"));
    }

    private String setting(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + " needs " + key);
        }
        return value;
    }
}
