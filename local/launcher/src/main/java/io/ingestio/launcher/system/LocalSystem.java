package io.ingestio.launcher.system;

import io.ingestio.embedded.LocalKeys;
import io.ingestio.embedded.PostgresServer;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.part.PartSpec;
import io.ingestio.launcher.part.RunningPart;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole system, running. Stores start first and side by side, then the services two at a time; closing goes the
 * other way round, so that no service loses a store while it still works.
 *
 * <p>Only one system runs on one {@link Home}: a second one fails with {@link CannotRun}.
 */
public final class LocalSystem implements AutoCloseable {
    private static final int SERVICES_AT_ONCE = 2;
    private static final List<String> STORES = List.of("PostgreSQL", "Kafka", "S3 store");

    private final SystemOptions options;
    private final InstanceLock lock;
    private final Addresses addresses;
    private final LocalKeys keys;
    private final Secrets secrets;
    private final ServiceProperties properties;
    private final List<RunningPart> stores = new CopyOnWriteArrayList<>();
    private final List<RunningPart> services = new CopyOnWriteArrayList<>();
    private @Nullable PostgresServer postgres;

    private LocalSystem(SystemOptions options, InstanceLock lock) {
        this.options = options;
        this.lock = lock;
        this.addresses = Addresses.choose(options.port());
        this.keys = LocalKeys.in(options.home().keys());
        this.secrets = Secrets.of(options.home());
        this.properties = new ServiceProperties(options.home(), addresses, secrets, keys);
    }

    public static LocalSystem start(SystemOptions options) {
        return start(options, step -> {});
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param progress hears the name of each part that has become ready, from several threads
     */
    public static LocalSystem start(SystemOptions options, Consumer<String> progress) {
        InstanceLock lock = InstanceLock.acquire(options.home());
        LocalSystem system;
        try {
            system = new LocalSystem(options, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            system.startStores(progress);
            system.startServices(progress);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /** The parts that a start waits for, as its progress names them. */
    public static List<String> partNames() {
        return Stream.concat(STORES.stream(), Stream.of(Microservice.values()).map(Microservice::label))
                .toList();
    }

    /** Where the API is: the gateway. */
    public URI baseUrl() {
        return addresses.uri(Microservice.GATEWAY);
    }

    /** Where one service listens, for what the gateway does not forward, such as its metrics. */
    public URI url(Microservice service) {
        return addresses.uri(service);
    }

    /** A token that the system's services accept. */
    public String token(String user, String... roles) {
        return keys.token(user, Set.of(roles));
    }

    /** The secret that guards the services' internal paths. */
    public String internalSecret() {
        return secrets.internal();
    }

    public PostgresServer postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return postgres;
    }

    /** What Kafka's clients call {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + addresses.kafka();
    }

    /** All parts but PostgreSQL, in the order in which they started. */
    public List<RunningPart> parts() {
        List<RunningPart> parts = new ArrayList<>(stores);
        parts.addAll(services);
        return parts;
    }

    /** The part of this name: {@code kafka}, {@code s3}, a service's label, {@code extraction-worker-2}, … */
    public RunningPart part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public RunningPart part(Microservice service) {
        return part(service.label());
    }

    /** Starts one more extraction worker, in a process of its own. */
    public RunningPart addWorker() {
        long next = services.stream()
                        .filter(part -> part.name().startsWith(Microservice.WORKER.label()))
                        .count()
                + 1;
        RunningPart worker =
                startService(Microservice.WORKER, Microservice.WORKER.label() + "-" + next, Addresses.freePort());
        services.add(worker);
        return worker;
    }

    @Override
    public void close() {
        try (lock) {
            InParallel.forEach(services.reversed(), services.size(), RunningPart::close);
            InParallel.forEach(stores, stores.size(), RunningPart::close);
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    private void startStores(Consumer<String> progress) {
        Home home = options.home();
        InParallel.run(
                () -> {
                    postgres = PostgresServer.start(home.postgres(), home.postgresBinaries(), addresses.postgres());
                    progress.accept(STORES.get(0));
                },
                () -> {
                    stores.add(start(PartSpec.kafka(home.kafka(), addresses.kafka(), addresses.kafkaController())));
                    progress.accept(STORES.get(1));
                },
                () -> {
                    stores.add(start(PartSpec.s3(home.s3(), addresses.s3(), secrets.s3(), ServiceProperties.BUCKET)));
                    progress.accept(STORES.get(2));
                });
    }

    private void startServices(Consumer<String> progress) {
        InParallel.forEach(List.of(Microservice.values()), SERVICES_AT_ONCE, service -> {
            services.add(startService(service, service.label(), addresses.port(service)));
            progress.accept(service.label());
        });
        for (int i = 1; i < options.workers(); i++) {
            progress.accept(addWorker().name());
        }
    }

    private RunningPart startService(Microservice service, String name, int port) {
        Map<String, String> all = new HashMap<>(properties.of(service, port));
        all.putAll(options.properties().getOrDefault(service, Map.of()));
        return start(PartSpec.service(service.mainClass(), name, port, all));
    }

    private RunningPart start(PartSpec spec) {
        return options.processes() ? RunningPart.inOwnJvm(spec, options.home().logs()) : RunningPart.inThisJvm(spec);
    }
}
