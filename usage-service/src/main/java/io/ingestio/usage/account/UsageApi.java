package io.ingestio.usage.account;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.plan.Tier;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/usage}: the caller's pages in the running billing period. */
@RestController
class UsageApi {

    private final AccountTable accounts;
    private final Tenancy tenancy;

    UsageApi(AccountTable accounts, Tenancy tenancy) {
        this.accounts = accounts;
        this.tenancy = tenancy;
    }

    /**
     * @param limit         pages of the plan in a billing period
     * @param pagesUsed     of the plan, charged in this period
     * @param pagesReserved of the plan, reserved for documents being processed
     * @param pagesLeft     of the plan
     * @param today         only where the plan has a daily limit
     * @param periodEnd     the first instant that no longer belongs to the period
     */
    record Usage(
            String tier,
            long limit,
            long pagesUsed,
            long pagesReserved,
            long pagesLeft,
            @Nullable Today today,
            Credits credits,
            Instant periodStart,
            Instant periodEnd) {

        static Usage of(Allowance allowance) {
            Tier tier = allowance.tier();
            return new Usage(
                    tier.name(),
                    tier.pages(),
                    allowance.used(),
                    allowance.reserved(),
                    allowance.planLeft(),
                    tier.pagesPerDay() < 0 ? null : new Today(tier.pagesPerDay(), allowance.today()),
                    new Credits(
                            allowance.credits().balance(),
                            allowance.credits().reserved(),
                            allowance.credits().left()),
                    allowance.periodStart(),
                    allowance.periodEnd());
        }
    }

    /** @param pages used or reserved since midnight UTC */
    record Today(long limit, long pages) {}

    /** Pages beside those of the plan, used when the plan has none left. */
    record Credits(long balance, long reserved, long left) {}

    @GetMapping("/api/v1/usage")
    Mono<Usage> usage(Principal user) {
        return tenancy.asUser(user.getName(), accounts.allowance(user.getName()))
                .map(Usage::of);
    }
}
