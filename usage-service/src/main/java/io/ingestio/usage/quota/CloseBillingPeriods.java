package io.ingestio.usage.quota;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.usage.account.AccountTable;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Marks the account of a billing period as closed once the period is over and nothing of it is reserved any more. The running
 * period is always computed from the clock, so new pages never wait for this sweep, and idle users cost nothing.
 */
@Component
class CloseBillingPeriods implements Sweep {

    private final AccountTable accounts;
    private final QuotaSettings settings;
    private final QuotaMeters meters;
    private final Tenancy tenancy;

    CloseBillingPeriods(AccountTable accounts, QuotaSettings settings, QuotaMeters meters, Tenancy tenancy) {
        this.accounts = accounts;
        this.settings = settings;
        this.meters = meters;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return settings.sweepEvery();
    }

    @Override
    public Mono<Long> portion(int limit) {
        return ForEachUser.run(
                        name(),
                        tenancy.statementAsService(accounts.ended(limit)),
                        account -> tenancy.statementAsService(accounts.close(account)))
                .doOnNext(meters::closed)
                .count();
    }
}
