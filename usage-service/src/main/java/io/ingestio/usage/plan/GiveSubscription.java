package io.ingestio.usage.plan;

import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An administrator puts a user on a tier: the change and the record of it are one transaction. */
@Component
class GiveSubscription {

    private final SubscriptionTable subscriptions;
    private final ChangeSubscription changeSubscription;
    private final AdminActions actions;
    private final Tenancy tenancy;

    GiveSubscription(
            SubscriptionTable subscriptions,
            ChangeSubscription changeSubscription,
            AdminActions actions,
            Tenancy tenancy) {
        this.subscriptions = subscriptions;
        this.changeSubscription = changeSubscription;
        this.actions = actions;
        this.tenancy = tenancy;
    }

    /** Empty if there is no such tier. */
    Mono<Subscription> to(Subscription wanted, String admin, String reason) {
        String user = wanted.userId();
        return tenancy.asService(subscriptions
                .lockStanding(user)
                .then(subscriptions.find(user).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(before -> changeSubscription.to(wanted).flatMap(after -> actions.record(new AdminAction(
                                admin, "subscription.change", user, reason, before.orElse(null), after))
                        .thenReturn(after))));
    }
}
