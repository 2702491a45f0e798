package io.ingestio.launcher.part;

import java.time.Duration;

/**
 * One part in a JVM of its own. The part is described in the environment, where no process list shows its secrets. The
 * JVM ends when its standard input does, so it never outlives the one that started it: cleanly when it was asked to, at
 * once when the other was killed, as if it had been killed too.
 */
final class PartMain {
    static final String ENVIRONMENT = "INGESTIO_PART";

    private static final Duration CLEAN_STOP = Duration.ofSeconds(15);

    private PartMain() {}

    public static void main(String[] arguments) throws Exception {
        PartSpec spec = PartSpec.fromJson(System.getenv(ENVIRONMENT));
        ParentWatch parent = ParentWatch.start();
        Thread.ofPlatform().daemon().name("last-resort").start(() -> haltAfter(parent));
        try {
            AutoCloseable part = spec.start();
            parent.awaitEnd();
            part.close();
            Runtime.getRuntime().exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().exit(1);
        }
    }

    /** Bounds a clean stop that waits for an unresponsive store. */
    private static void haltAfter(ParentWatch parent) {
        try {
            if (parent.awaitEnd()) {
                Thread.sleep(CLEAN_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
