package io.ingestio.usage.plan;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.ingestio.usage.admin.AdminAction;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code PUT /api/v1/admin/users/{id}/subscription}: assigns a tier to a user. Role admin only. */
@RestController
class SubscriptionAdminApi {

    private static final List<String> STATUSES = List.of("active", "trialing", "past_due", "canceled");

    private final AssignSubscription assignSubscription;

    SubscriptionAdminApi(AssignSubscription assignSubscription) {
        this.assignSubscription = assignSubscription;
    }

    /**
     * @param status active if absent
     * @param reason kept with the change
     */
    record PutSubscription(
            @Nullable String tier,
            @Nullable String status,
            @Nullable String reason) {}

    @PutMapping("/api/v1/admin/users/{id}/subscription")
    Mono<Subscription> put(@PathVariable String id, @RequestBody PutSubscription wanted, Principal admin) {
        String status = wanted.status() == null ? "active" : wanted.status();
        AdminAction.check(id, wanted.reason())
                .require(Text.isGiven(wanted.tier(), 100), "tier", "must be the name of a tier")
                .require(STATUSES.contains(status), "status", "must be one of " + STATUSES)
                .throwIfAny();
        var subscription =
                new Subscription(id, requireNonNull(wanted.tier()), status, Subscription.BY_ADMIN, null, null, null);
        return assignSubscription
                .to(subscription, admin.getName(), requireNonNull(wanted.reason()))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.UNKNOWN_TIER, "There is no tier of this name.")));
    }
}
