package io.ingestio.usage.credit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.admin.RefuseErased;
import io.ingestio.usage.credit.CreditTable.Balance;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An administrator changes a user's credits: the change and its record are one transaction. */
@Component
class GrantCredits {

    private static final Balance NONE = new Balance(0, 0, 0);

    private final RefuseErased refuseErased;
    private final CreditTable credits;
    private final AdminActions actions;

    GrantCredits(RefuseErased refuseErased, CreditTable credits, AdminActions actions) {
        this.refuseErased = refuseErased;
        this.credits = credits;
        this.actions = actions;
    }

    /**
     * Must run in a transaction of the service.
     *
     * @return the balance after the change
     * @throws Problem 409 {@code credits_insufficient} if it removes more than is free, {@code user_erased}
     */
    Mono<Balance> grant(CreditChange change, String admin) {
        String userId = change.userId();
        return credits.lock(userId)
                .then(refuseErased.check(userId))
                .then(balance(userId))
                .flatMap(before -> credits.change(change)
                        .flatMap(result -> switch (result.state()) {
                            case INSUFFICIENT -> Mono.<Balance>error(insufficient(before));
                            case CHANGED, KNOWN -> balance(userId);
                        })
                        .flatMap(after -> actions.record(action(change, admin, before, after))
                                .thenReturn(after)));
    }

    private Mono<Balance> balance(String userId) {
        return credits.balance(userId).defaultIfEmpty(NONE);
    }

    private static AdminAction action(CreditChange change, String admin, Balance before, Balance after) {
        return new AdminAction(
                admin,
                "credits." + change.kind().wireName(),
                change.userId(),
                String.valueOf(change.reason()),
                before,
                after);
    }

    private static Problem insufficient(Balance now) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.CREDITS_INSUFFICIENT,
                        "Only %d of the user's credits are free; no more can be removed.".formatted(now.left()))
                .with("left", now.left());
    }
}
