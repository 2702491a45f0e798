package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where data are parsed, edited and compared: never on an event loop. Two threads, so that the trees of at most two documents are in
 * memory, however many people edit.
 */
@Component
public class TreeThreads {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 100;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "data-trees");

    /**
     * @throws Problem 503 {@code service_unavailable} if too many wait
     */
    public <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> Problem.retryable(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        ErrorCode.SERVICE_UNAVAILABLE,
                                        "Too many data are being edited or compared at the moment. Try again shortly.")
                                .after(RETRY));
    }

    @PreDestroy
    void stop() {
        threads.dispose();
    }
}
