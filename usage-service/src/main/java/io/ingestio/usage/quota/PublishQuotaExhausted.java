package io.ingestio.usage.quota;

import io.ingestio.contracts.UsageEvent.QuotaExhausted;
import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.usage.account.AccountTable;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Publishes {@code quota.exhausted} for the first refused document of a billing period, not for each of a batch. */
@Component
class PublishQuotaExhausted {

    private final AccountTable accounts;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final Clock clock;

    PublishQuotaExhausted(AccountTable accounts, Outbox outbox, Tenancy tenancy, Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A document larger than the whole plan says nothing about what is left: it neither publishes nor silences the event. */
    Mono<Void> once(ReservationRequest refused, Reserved answer) {
        return tenancy.asService(accounts.allowance(refused.userId())
                .filter(allowance -> refused.pages() <= allowance.tier().pages())
                .flatMap(allowance -> accounts.markExhausted(refused.userId())
                        .map(periodEnd -> new QuotaExhausted(
                                refused.userId(),
                                allowance.tier().name(),
                                refused.pages(),
                                answer.pagesLeft(),
                                periodEnd,
                                clock.instant())))
                .flatMap(outbox::append));
    }
}
