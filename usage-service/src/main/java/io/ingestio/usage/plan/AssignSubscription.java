package io.ingestio.usage.plan;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.admin.RefuseErased;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An administrator assigns a tier to a user: the change and its record are one transaction. */
@Component
class AssignSubscription {

    private final RefuseErased refuseErased;
    private final ChangeSubscription changeSubscription;
    private final AdminActions actions;
    private final Tenancy tenancy;

    AssignSubscription(
            RefuseErased refuseErased, ChangeSubscription changeSubscription, AdminActions actions, Tenancy tenancy) {
        this.refuseErased = refuseErased;
        this.changeSubscription = changeSubscription;
        this.actions = actions;
        this.tenancy = tenancy;
    }

    /**
     * Empty if there is no such tier.
     *
     * @throws io.ingestio.http.Problem 409 {@code user_erased}
     */
    Mono<Subscription> to(Subscription wanted, String admin, String reason) {
        return tenancy.asService(refuseErased
                .check(wanted.userId())
                .then(changeSubscription.to(wanted))
                .flatMap(changed -> actions.record(new AdminAction(
                                admin,
                                "subscription.change",
                                wanted.userId(),
                                reason,
                                changed.before(),
                                changed.after()))
                        .thenReturn(changed.after())));
    }
}
