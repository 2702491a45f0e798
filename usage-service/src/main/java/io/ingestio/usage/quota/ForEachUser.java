package io.ingestio.usage.quota;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The work of a sweep for several users, each in a transaction of its own: a user whose rows cannot be changed, or whose lock is
 * held, neither fails nor delays the others.
 */
final class ForEachUser {

    private static final Logger LOG = LoggerFactory.getLogger(ForEachUser.class);
    private static final int AT_A_TIME = 4;

    private ForEachUser() {}

    /**
     * @param work for one user; a failure is logged and the user left out
     * @return the results of the users whose work succeeded
     */
    static <U, T> Flux<T> run(String name, Flux<U> users, Function<U, Mono<T>> work) {
        return users.collectList()
                .flatMapIterable(all -> all)
                .flatMap(
                        user -> work.apply(user).onErrorResume(failure -> {
                            LOG.error("sweep failed for one user sweep={} user={}", name, user, failure);
                            return Mono.empty();
                        }),
                        AT_A_TIME);
    }
}
