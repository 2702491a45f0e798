package io.ingestio.usage.erasure;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.database.Tenancy;
import io.ingestio.erasure.Erasures;
import io.ingestio.http.Problem;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.stripe.subscription.StripeSubscriptionTable;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * An administrator erases a person. The pseudonyms, the record of the action, which names only the pseudonym, and {@code user.erased}
 * for the other services are one transaction. May be repeated: the event is then published again.
 */
@Component
class EraseUser {

    private final PseudonymTable pseudonyms;
    private final Erasures erasures;
    private final StripeSubscriptionTable subscriptions;
    private final AdminActions actions;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Supplier<UUID> ids;

    EraseUser(
            PseudonymTable pseudonyms,
            Erasures erasures,
            StripeSubscriptionTable subscriptions,
            AdminActions actions,
            Outbox outbox,
            Tenancy tenancy,
            Clock clock,
            Supplier<UUID> ids) {
        this.pseudonyms = pseudonyms;
        this.erasures = erasures;
        this.subscriptions = subscriptions;
        this.actions = actions;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws Problem 409 {@code subscription_running} while Stripe collects for a subscription of the user
     */
    Mono<Void> erase(String userId, String admin, String reason) {
        String pseudonym = "erased-" + ids.get();
        return tenancy.asService(rejectRunningSubscription(userId)
                .then(pseudonyms.erase(userId, pseudonym))
                .then(erasures.request(userId))
                .then(actions.record(new AdminAction(admin, "user.erase", pseudonym, reason, null, null)))
                .then(outbox.append(new UserErased(userId, clock.instant()))));
    }

    /** Stripe would go on to collect from a person who cannot be found any more. */
    private Mono<Void> rejectRunningSubscription(String userId) {
        return subscriptions
                .hasRunning(userId, clock.instant())
                .filter(running -> running)
                .flatMap(running -> Mono.error(Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.SUBSCRIPTION_RUNNING,
                        "This user has a running subscription. Cancel it at Stripe first.")));
    }
}
