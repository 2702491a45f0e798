package io.ingestio.launcher.cli;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.instance.Daemon;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.system.Home;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A command's use of the system: the running one, or one that is started for the command and stopped after it, unless
 * it is to be kept. One that is not kept also stops when the command is killed.
 */
public final class Session implements AutoCloseable {
    private final Instance instance;
    private final boolean started;
    private final boolean keep;
    private final Screen screen;

    private Session(Instance instance, boolean started, boolean keep, Screen screen) {
        this.instance = instance;
        this.started = started;
        this.keep = keep;
        this.screen = screen;
    }

    public static Session open(boolean keep, Screen screen) {
        Home home = Home.configured();
        Optional<Instance> running = Instance.find(home, screen::progress);
        if (running.isPresent()) {
            screen.story("Using the system that runs at " + running.get().baseUrl());
            return new Session(running.get(), false, keep, screen);
        }
        long started = System.nanoTime();
        int port = FreePorts.isFree(UpCommand.DEFAULT_PORT) ? UpCommand.DEFAULT_PORT : FreePorts.find();
        screen.progress("Starting PostgreSQL, Kafka, the S3 store and the services");
        Process daemon = new Daemon(home, port, false, !keep).start(Ingestio.class);
        Instance instance = Instance.await(home, daemon, screen::glimpse);
        screen.story(
                "Started the system in %.1f s: %s".formatted((System.nanoTime() - started) / 1e9, instance.baseUrl()));
        return new Session(instance, true, keep, screen);
    }

    /** The API as this user, who gets the plus plan. */
    public IngestioClient as(String user) {
        new IngestioClient(instance.baseUrl(), instance.token("ingestio-cli", "admin")).subscribe(user, "plus");
        return new IngestioClient(instance.baseUrl(), instance.token(user));
    }

    /** Where a browser shows a batch, signed in as its user. */
    public URI pageOf(String user, UUID batch) {
        return instance.baseUrl().resolve("/sign-in?user=" + user + "&from=/batches/" + batch);
    }

    @Override
    public void close() {
        if (started && !keep) {
            instance.stop(screen::progress);
            screen.story("Stopped the system");
        } else if (keep) {
            screen.line("IngestIO stays up at %s (stop it with ./ingestio down)".formatted(instance.baseUrl()));
        }
    }
}
