package io.ingestio.usage.credit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.http.Problem;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.credit.CreditTable.Balance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * An administrator changes a user's credits: the change, the record of it and the answer to the request's key are one
 * transaction, so that a repeated request changes nothing.
 */
@Component
class GrantCredits {

    private static final Balance NONE = new Balance(0, 0, 0);

    private final CreditTable credits;
    private final AdminActions actions;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;
    private final JsonMapper json;

    GrantCredits(
            CreditTable credits,
            AdminActions actions,
            IdempotentRequests idempotent,
            Tenancy tenancy,
            JsonMapper json) {
        this.credits = credits;
        this.actions = actions;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
        this.json = json;
    }

    /**
     * @param key the Idempotency-Key, if one was given; it is the administrator's own
     * @throws Problem 409 {@code credits_insufficient} if more would be taken than is free
     */
    Mono<Answer> grant(CreditChange wanted, String admin, @Nullable String key) {
        return idempotent.once(
                admin,
                key,
                fingerprint(wanted),
                claim -> tenancy.asService(change(wanted, admin)
                        .flatMap(now -> claim.settle(new Answer(200, null, json.writeValueAsString(now))))));
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

    private String fingerprint(CreditChange wanted) {
        return json.writeValueAsString(
                List.of("credits", wanted.userId(), wanted.kind(), wanted.pages(), String.valueOf(wanted.reason())));
    }

    private static Problem insufficient(Balance now) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.CREDITS_INSUFFICIENT,
                        "Only %d of the user's credits are free; no more can be taken.".formatted(now.left()))
                .with("left", now.left());
    }
}
