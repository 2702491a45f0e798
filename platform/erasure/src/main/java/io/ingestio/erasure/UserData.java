package io.ingestio.erasure;

import reactor.core.publisher.Mono;

/**
 * Something of users that a service keeps: rows, objects, or both. A bean of this type is all that a service declares to have it
 * deleted when a user is erased.
 */
@FunctionalInterface
public interface UserData {

    /**
     * Deletes some of it, committed on return, in whatever state it is. It is called until nothing is left, and again in later passes.
     *
     * @param limit how many at most; may be fewer
     * @return how many were deleted; 0 once nothing is left that can be deleted now
     */
    Mono<Long> deleteSome(String userId, int limit);
}
