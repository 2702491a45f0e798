package io.ingestio.usage.plan;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * An administrator changes the limits of a tier. They apply from the next request on, in every replica: limits are read with each
 * request. The change and its record are one transaction.
 */
@Component
class ChangeTier {

    private final TierTable tiers;
    private final AdminActions actions;
    private final Tenancy tenancy;

    ChangeTier(TierTable tiers, AdminActions actions, Tenancy tenancy) {
        this.tiers = tiers;
        this.actions = actions;
        this.tenancy = tenancy;
    }

    /** Empty if there is no tier of this name. */
    Mono<Tier> to(Tier wanted, String admin, String reason) {
        return tenancy.asService(tiers.lock(wanted.name())
                .flatMap(before -> tiers.update(wanted)
                        .flatMap(after -> actions.record(
                                        new AdminAction(admin, "tier.change", wanted.name(), reason, before, after))
                                .thenReturn(after))));
    }
}
