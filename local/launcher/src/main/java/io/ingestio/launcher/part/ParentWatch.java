package io.ingestio.launcher.part;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Notices that the process that started this one is gone: the pipe on standard input ends, also when that process was
 * killed. A parent that wants a clean stop says so first, by one byte.
 */
public final class ParentWatch {
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile boolean asked;

    private ParentWatch() {}

    public static ParentWatch start() {
        var watch = new ParentWatch();
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch.readToTheEnd(System.in));
        return watch;
    }

    /** Waits for the end. True: this process was asked to stop; false: its parent died. */
    public boolean awaitEnd() throws InterruptedException {
        gone.await();
        return asked;
    }

    private void readToTheEnd(InputStream input) {
        try {
            asked = input.read() >= 0;
        } catch (IOException e) {
            // A broken pipe is an ended one.
        } finally {
            gone.countDown();
        }
    }
}
