package io.ingestio.erasure;

import reactor.core.publisher.Mono;

/** Who is being erased in this service. Joins the running transaction, which is the service's. */
public final class Erasures {

    private final ErasureRequestTable table;

    Erasures(ErasureRequestTable table) {
        this.table = table;
    }

    /** From now on the user's data are deleted, also what arrives later. May be repeated. */
    public Mono<Void> request(String userId) {
        return table.request(userId);
    }

    /** Whether what arrives of the user is still being deleted. */
    public Mono<Boolean> isRequested(String userId) {
        return table.isRequested(userId);
    }
}
