package io.ingestio.usage.credit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.credit.CreditTable.Balance;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * An administrator changes a user's credits: the change, the record of it and the answer to the request's key are one
 * transaction, so that a repeated request changes nothing.
 */
@Component
class GrantCredits {

    private static final Balance NONE = new Balance(0, 0, 0);

    private final CreditTable credits;
    private final AdminActions actions;
    private final Tenancy tenancy;

    GrantCredits(CreditTable credits, AdminActions actions, Tenancy tenancy) {
        this.credits = credits;
        this.actions = actions;
        this.tenancy = tenancy;
    }

    /**
     * @param claim of the administrator's request
     * @return the balance after the change
     * @throws Problem 409 {@code credits_insufficient} if more would be removed than is free
     */
    Mono<Balance> grant(Claim<Balance> claim, CreditChange wanted) {
        return tenancy.asService(change(wanted, claim.userId()).flatMap(claim::complete));
    }

    private Mono<Balance> change(CreditChange wanted, String admin) {
        return credits.lock(wanted.userId())
                .then(balance(wanted))
                .flatMap(before -> credits.change(wanted)
                        .flatMap(changed -> changed.state().equals("insufficient")
                                ? Mono.error(insufficient(before))
                                : balance(wanted))
                        .flatMap(after -> actions.record(new AdminAction(
                                        admin,
                                        "credits." + wanted.kind().wireName(),
                                        wanted.userId(),
                                        String.valueOf(wanted.reason()),
                                        before,
                                        after))
                                .thenReturn(after)));
    }

    private Mono<Balance> balance(CreditChange wanted) {
        return credits.balance(wanted.userId()).defaultIfEmpty(NONE);
    }

    private static Problem insufficient(Balance now) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.CREDITS_INSUFFICIENT,
                        "Only %d of the user's credits are free; no more can be taken.".formatted(now.left()))
                .with("left", now.left());
    }
}
