package io.ingestio.usage.admission;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.contracts.usage.AdmissionRequest;
import io.ingestio.database.Tenancy;
import io.ingestio.http.FieldErrors;
import io.ingestio.http.Text;
import io.ingestio.usage.account.AccountTable;
import io.ingestio.usage.account.Allowance;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /internal/admissions}: may this user submit a batch of this many files now? An admitted call counts against the
 * user's rate; a refused one, and one that only looks, change nothing.
 */
@RestController
class AdmissionApi {

    private final AccountTable accounts;
    private final AdmissionTable admissions;
    private final Tenancy tenancy;
    private final Clock clock;

    AdmissionApi(AccountTable accounts, AdmissionTable admissions, Tenancy tenancy, Clock clock) {
        this.accounts = accounts;
        this.admissions = admissions;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @PostMapping("/internal/admissions")
    Mono<Admission> admit(@RequestBody AdmissionRequest asked) {
        new FieldErrors()
                .require(Text.isGiven(asked.userId(), 255), "userId", "must have 1 to 255 characters")
                .require(asked.documents() >= 1, "documents", "must be at least 1")
                .throwIfAny();
        return tenancy.statementAsService(accounts.allowance(asked.userId()))
                .flatMap(allowance -> decide(asked, allowance)
                        .flatMap(admission -> admission.refusal() == null
                                ? countAgainstRate(asked, allowance, admission)
                                : Mono.just(admission)));
    }

    private Mono<Admission> decide(AdmissionRequest asked, Allowance allowance) {
        return (allowance.tier().mayBatch()
                        ? Mono.just(Optional.<InactiveSubscription>empty())
                        : tenancy.statementAsService(admissions.inactiveSubscription(asked.userId()))
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .map(inactive ->
                        AdmissionRules.decide(allowance, asked.documents(), inactive.orElse(null), clock.instant()));
    }

    private Mono<Admission> countAgainstRate(AdmissionRequest asked, Allowance allowance, Admission admitted) {
        int perMinute = allowance.tier().submissionsPerMinute();
        boolean look = Boolean.TRUE.equals(asked.look());
        return tenancy.statementAsService(
                        look
                                ? admissions.secondsToWait(asked.userId(), perMinute)
                                : admissions.admitSubmission(asked.userId(), perMinute))
                .map(seconds -> AdmissionRules.afterRate(admitted, perMinute, seconds));
    }
}
