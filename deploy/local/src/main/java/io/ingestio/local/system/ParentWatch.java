package io.ingestio.local.system;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Notices that the process that started this one is gone: the pipe on standard input ends, also when that process was killed.
 */
public final class ParentWatch {
    private final CountDownLatch gone = new CountDownLatch(1);

    private ParentWatch() {}

    public static ParentWatch start() {
        var watch = new ParentWatch();
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch.readToTheEnd(System.in));
        return watch;
    }

    public void awaitEnd() throws InterruptedException {
        gone.await();
    }

    private void readToTheEnd(InputStream input) {
        try {
            while (input.read() >= 0) {
                // Nothing is ever sent; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an ended one.
        } finally {
            gone.countDown();
        }
    }
}
