package io.ingestio.usage.admin;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.erasure.Erasures;
import io.ingestio.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Nothing is given to a user who is being erased: the next pass would delete it within the hour. */
@Component
public class RefuseErased {

    private final Erasures erasures;

    RefuseErased(Erasures erasures) {
        this.erasures = erasures;
    }

    /**
     * Must run in the transaction of the change.
     *
     * @throws Problem 409 {@code user_erased}
     */
    public Mono<Void> check(String userId) {
        return erasures.isRequested(userId)
                .filter(erased -> erased)
                .flatMap(erased -> Mono.error(Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.USER_ERASED,
                        "This user is being erased, and what arrives under the id is deleted. Use another id.")));
    }
}
