package io.ingestio.usage.erasure;

import io.ingestio.database.Tenancy;
import io.ingestio.erasure.UserData;
import io.ingestio.usage.stripe.subscription.StripeSubscriptionTable;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What arrives of an erased user after {@link EraseUser}, such as the reservation of a job that was running: it gets a pseudonym of its
 * own. A subscription that the person has started since is left alone, and all else with it, since Stripe collects for it.
 */
@Component
class LateUsage implements UserData {

    private final PseudonymTable pseudonyms;
    private final StripeSubscriptionTable subscriptions;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Supplier<UUID> ids;

    LateUsage(
            PseudonymTable pseudonyms,
            StripeSubscriptionTable subscriptions,
            Tenancy tenancy,
            Clock clock,
            Supplier<UUID> ids) {
        this.pseudonyms = pseudonyms;
        this.subscriptions = subscriptions;
        this.tenancy = tenancy;
        this.clock = clock;
        this.ids = ids;
    }

    /** All at once: nothing is left for a second portion. */
    @Override
    public Mono<Long> deleteSome(String userId, int limit) {
        return tenancy.asService(subscriptions
                .hasRunning(userId, clock.instant())
                .filter(running -> !running)
                .flatMap(none -> pseudonyms.erase(userId, "erased-" + ids.get()))
                .thenReturn(0L));
    }
}
