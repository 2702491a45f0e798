package io.ingestio.launcher.instance;

import io.ingestio.embedded.LocalKeys;
import io.ingestio.embedded.PostgresServer;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.system.Home;
import io.ingestio.launcher.system.InstanceLock;
import io.ingestio.launcher.system.LocalSystem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The system that runs on this home, in a daemon of its own. */
public record Instance(Home home, ProcessHandle process, InstanceState state) {
    private static final Duration PAUSE = Duration.ofMillis(40);

    /** The running instance; one that is just starting is waited for. */
    public static Optional<Instance> find(Home home, Consumer<String> progress) {
        while (InstanceLock.isHeld(home)) {
            Optional<InstanceState> state = InstanceState.read(home);
            Optional<ProcessHandle> process = state.flatMap(known -> ProcessHandle.of(known.pid()));
            if (state.isPresent() && process.isPresent()) {
                if (state.get().ready()) {
                    return Optional.of(new Instance(home, process.get(), state.get()));
                }
                progress.accept(describe(state.get()));
            }
            pause();
        }
        return Optional.empty();
    }

    public static Instance running(Home home) {
        return find(home, step -> {})
                .orElseThrow(() -> new CannotRun("IngestIO is not running; start it with ./ingestio up"));
    }

    /** Waits until a daemon that was just started is ready. */
    public static Instance await(Home home, Process daemon, Consumer<String> progress) {
        while (daemon.isAlive()) {
            Optional<InstanceState> state = InstanceState.read(home).filter(known -> known.pid() == daemon.pid());
            if (state.isPresent() && state.get().ready()) {
                return new Instance(home, daemon.toHandle(), state.get());
            }
            FailureNote.readAndDelete(home, daemon.pid()).ifPresent(failure -> giveUp(home, daemon, failure));
            state.ifPresent(known -> progress.accept(describe(known)));
            pause();
        }
        throw cannotStart(
                home, FailureNote.readAndDelete(home, daemon.pid()).orElse("The system ended while it started"));
    }

    /** Kills the daemon: a clean end would record a start-up cache of a system that never started. */
    private static void giveUp(Home home, Process daemon, String failure) {
        daemon.destroyForcibly();
        daemon.onExit().join();
        throw cannotStart(home, failure);
    }

    private static CannotRun cannotStart(Home home, String failure) {
        return new CannotRun(failure + " (log: " + Daemon.log(home) + ")");
    }

    public URI baseUrl() {
        return state.baseUrl();
    }

    /** The port of one of the parts: {@code kafka}, {@code usage-service}, … */
    public int port(String part) {
        return state.parts().stream()
                .filter(one -> one.name().equals(part))
                .findFirst()
                .orElseThrow()
                .port();
    }

    /** Where a service listens, for what the gateway does not forward. */
    public URI url(String service) {
        return URI.create("http://127.0.0.1:" + port(service));
    }

    /** Plain connections to the database as its superuser, who sees behind row-level security. */
    public DataSource superuser() {
        return PostgresServer.superuserAt(state.databasePort());
    }

    /** A token for this system's API, signed with its local key. */
    public String token(String user, String... roles) {
        return LocalKeys.in(home.keys()).token(user, Set.of(roles));
    }

    /**
     * Asks the daemon to stop and returns when it is gone. The first clean end takes longer: it records the start-up
     * cache.
     */
    public void stop(Consumer<String> progress) {
        StartCache cache = StartCache.of(home);
        progress.accept(cache.exists() ? "Stopping" : "Stopping; recording a start-up cache, this once");
        process.destroy();
        process.onExit().join();
        cache.keepRecorded();
    }

    /** What is ready, and what is waited for. */
    static String describe(InstanceState state) {
        List<String> awaited = new ArrayList<>(LocalSystem.partNames());
        int all = awaited.size();
        awaited.removeAll(state.steps());
        return "Starting, %d of %d ready; waiting for %s"
                .formatted(all - awaited.size(), all, String.join(", ", awaited));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted", e);
        }
    }
}
