package io.ingestio.launcher.instance;

import io.ingestio.launcher.part.ParentWatch;
import io.ingestio.launcher.system.Home;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that holds the system. Started by the other commands, never by hand; a signal or its parent's end stops
 * it.
 */
@Command(name = "daemon", hidden = true)
public final class DaemonCommand implements Callable<Integer> {
    @Option(names = "--home", required = true)
    private Path folder = Path.of("");

    @Option(names = "--port")
    private int port;

    @Option(names = "--processes")
    private boolean processes;

    @Option(names = "--with-parent")
    private boolean withParent;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws InterruptedException {
        Home home = new Home(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        if (withParent) {
            ParentWatch parent = ParentWatch.start();
            Thread.ofPlatform().daemon().name("stop-with-parent").start(() -> stopAfter(parent));
        }
        try {
            return run(home);
        } finally {
            stopped.countDown();
        }
    }

    private int run(Home home) throws InterruptedException {
        List<String> steps = new ArrayList<>();
        try (LocalSystem system = LocalSystem.start(new SystemOptions(home, port, processes, 1, Map.of()), step -> {
            synchronized (steps) {
                steps.add(step);
                InstanceState.starting(List.copyOf(steps)).write(home);
            }
        })) {
            InstanceState.ready(system, List.copyOf(steps)).write(home);
            stop.await();
            InstanceState.delete(home);
            return 0;
        } catch (RuntimeException e) {
            e.printStackTrace();
            FailureNote.leave(home, e);
            return 1;
        }
    }

    private void stopAfter(ParentWatch parent) {
        try {
            parent.awaitEnd();
            stop.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JVM ends after its shutdown hooks, so this one waits for the parts. */
    private void stopAndWait() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
