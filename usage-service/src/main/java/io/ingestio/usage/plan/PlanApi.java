package io.ingestio.usage.plan;

import io.ingestio.database.Tenancy;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/plan} and {@code /plans}: the caller's plan, and all plans. */
@RestController
class PlanApi {

    private static final String NO_SUBSCRIPTION = "none";

    private final TierTable tiers;
    private final SubscriptionTable subscriptions;
    private final Tenancy tenancy;

    PlanApi(TierTable tiers, SubscriptionTable subscriptions, Tenancy tenancy) {
        this.tiers = tiers;
        this.subscriptions = subscriptions;
        this.tenancy = tenancy;
    }

    /**
     * @param tier   whose limits apply now
     * @param status of the subscription: active, trialing, past_due, canceled, or none
     */
    record Plan(Tier tier, String status) {}

    record Plans(List<Tier> items) {}

    @GetMapping("/api/v1/plan")
    Mono<Plan> plan(Principal user) {
        return tenancy.asUser(
                user.getName(),
                tiers.of(user.getName())
                        .flatMap(tier -> subscriptions
                                .find(user.getName())
                                .map(Subscription::status)
                                .defaultIfEmpty(NO_SUBSCRIPTION)
                                .map(status -> new Plan(tier, status))));
    }

    @GetMapping("/api/v1/plans")
    Mono<Plans> plans(Principal user) {
        return tenancy.asUser(user.getName(), tiers.all().collectList().map(Plans::new));
    }
}
