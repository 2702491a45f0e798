package io.ingestio.usage.plan;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An administrator assigns a tier to a user: the change and its record are one transaction. */
@Component
class AssignSubscription {

    private final ChangeSubscription changeSubscription;
    private final AdminActions actions;
    private final Tenancy tenancy;

    AssignSubscription(ChangeSubscription changeSubscription, AdminActions actions, Tenancy tenancy) {
        this.changeSubscription = changeSubscription;
        this.actions = actions;
        this.tenancy = tenancy;
    }

    /** Empty if there is no such tier. */
    Mono<Subscription> to(Subscription wanted, String admin, String reason) {
        return tenancy.asService(changeSubscription
                .to(wanted)
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
