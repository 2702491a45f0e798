package io.ingestio.launcher.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs tasks in parallel and returns when all have ended; throws the first failure with the others suppressed. */
final class InParallel {
    private InParallel() {}

    static void run(Runnable... tasks) {
        forEach(List.of(tasks), tasks.length, Runnable::run);
    }

    /** @param atOnce how many items at a time, in their order */
    static <T> void forEach(List<T> items, int atOnce, Consumer<T> task) {
        if (items.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            List<Future<?>> running = new ArrayList<>();
            for (T item : items) {
                running.add(threads.submit(() -> task.accept(item)));
            }
            await(running);
        }
    }

    private static void await(List<Future<?>> running) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Future<?> task : running) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failures.add(
                        e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(e.getCause()));
            } catch (InterruptedException e) {
                running.forEach(open -> open.cancel(true));
                Thread.currentThread().interrupt();
                failures.add(new IllegalStateException("interrupted", e));
                break;
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
