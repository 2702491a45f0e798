package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.IngestioClient;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the API to cancel the batches of a command that is interrupted, as by Ctrl-C, before they have ended. */
final class CancelWhenInterrupted implements AutoCloseable {
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final Thread hook;

    CancelWhenInterrupted(IngestioClient client, Screen screen) {
        this.hook = new Thread(() -> open.forEach(batch -> cancel(client, batch, screen)), "cancel-batches");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void opened(UUID batch) {
        open.add(batch);
    }

    void ended(UUID batch) {
        open.remove(batch);
    }

    private static void cancel(IngestioClient client, UUID batch, Screen screen) {
        try {
            client.cancel(batch);
            screen.story("Cancelled batch " + batch);
        } catch (RuntimeException e) {
            screen.story("Batch %s is not cancelled: %s".formatted(batch, e.getMessage()));
        }
    }

    /** The batches are left as they are. */
    @Override
    public void close() {
        open.clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs.
        }
    }
}
