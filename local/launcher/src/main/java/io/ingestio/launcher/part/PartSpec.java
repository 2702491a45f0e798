package io.ingestio.launcher.part;

import io.ingestio.embedded.KafkaServer;
import io.ingestio.embedded.S3Server;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a part is and how it starts: the same in this JVM and in one of its own, to which the description travels as
 * JSON.
 *
 * @param kind {@code kafka}, {@code s3} or the application class of a service
 * @param name {@code kafka}, {@code s3} or the label of a service, for a further instance with its number
 * @param settings folders and addresses of a store, Spring properties of a service
 */
public record PartSpec(String kind, String name, int port, Map<String, String> settings) {
    private static final String KAFKA = "kafka";
    private static final String S3 = "s3";
    private static final JsonMapper JSON = JsonMapper.shared();

    public static PartSpec kafka(Path folder, int port, int controllerPort) {
        return new PartSpec(
                KAFKA,
                KAFKA,
                port,
                Map.of(
                        "folder", folder.toString(),
                        "controller-port", Integer.toString(controllerPort)));
    }

    public static PartSpec s3(Path folder, int port, S3Server.Credentials credentials, String bucket) {
        return new PartSpec(
                S3,
                S3,
                port,
                Map.of(
                        "folder", folder.toString(),
                        "access-key", credentials.accessKey(),
                        "secret-key", credentials.secretKey(),
                        "bucket", bucket));
    }

    /** @param application the name of the service's Spring Boot class */
    public static PartSpec service(String application, String name, int port, Map<String, String> properties) {
        return new PartSpec(application, name, port, properties);
    }

    static PartSpec fromJson(String json) {
        return JSON.readValue(json, PartSpec.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** Whether it answers health questions over HTTP; a store is ready when its port is open. */
    boolean isService() {
        return !kind.equals(KAFKA) && !kind.equals(S3);
    }

    /** Starts the part in this JVM and returns when it is ready. */
    AutoCloseable start() {
        return switch (kind) {
            case KAFKA -> KafkaServer.start(folder(), port, Integer.parseInt(setting("controller-port")));
            case S3 ->
                S3Server.start(
                        folder(),
                        port,
                        new S3Server.Credentials(setting("access-key"), setting("secret-key")),
                        setting("bucket"));
            default -> startService();
        };
    }

    private AutoCloseable startService() {
        var application = new SpringApplication(applicationClass());
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        LoggingLock.addTo(application);
        return application.run(settings.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    private Class<?> applicationClass() {
        try {
            return Class.forName(kind);
        } catch (ClassNotFoundException e) {
            throw new CannotRun(name + " is not on the class path", e);
        }
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
