package io.ingestio.usage.quota;

import io.ingestio.tenancy.database.Tenancy;
import java.security.Principal;
import java.time.LocalDate;
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
     * @param pagesReserved set aside for documents that are being worked on
     * @param periodEnd     the first day that no longer belongs to the period
     */
    record Usage(
            String tier,
            long limit,
            long pagesUsed,
            long pagesReserved,
            long pagesLeft,
            LocalDate periodStart,
            LocalDate periodEnd) {

        static Usage of(Allowance allowance) {
            return new Usage(
                    allowance.tier().name(),
                    allowance.tier().pages(),
                    allowance.used(),
                    allowance.reserved(),
                    allowance.left(),
                    allowance.periodStart(),
                    allowance.periodEnd());
        }
    }

    @GetMapping("/api/v1/usage")
    Mono<Usage> usage(Principal user) {
        return tenancy.asUser(user.getName(), accounts.allowance(user.getName())).map(Usage::of);
    }
}
