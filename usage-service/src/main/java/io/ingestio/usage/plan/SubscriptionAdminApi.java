package io.ingestio.usage.plan;

import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.tenancy.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code PUT /api/v1/admin/users/{id}/subscription}: puts a user on a tier. Role admin only. */
@RestController
class SubscriptionAdminApi {

    private static final List<String> STATUSES = List.of("active", "trialing", "past_due", "canceled");

    private final ChangeSubscription changeSubscription;
    private final Tenancy tenancy;

    SubscriptionAdminApi(ChangeSubscription changeSubscription, Tenancy tenancy) {
        this.changeSubscription = changeSubscription;
        this.tenancy = tenancy;
    }

    record PutSubscription(@Nullable String tier, @Nullable String status) {}

    @PutMapping("/api/v1/admin/users/{id}/subscription")
    Mono<Subscription> put(@PathVariable String id, @RequestBody PutSubscription wanted) {
        String tier = wanted.tier();
        String status = wanted.status() == null ? "active" : wanted.status();
        if (tier == null || !STATUSES.contains(status)) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", "Give a tier, and as status one of " + STATUSES + ".");
        }
        return tenancy.asService(changeSubscription.to(new Subscription(id, tier, status, Subscription.BY_ADMIN, null, null, null)))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, "unknown_tier", "There is no tier of this name.")));
    }
}
