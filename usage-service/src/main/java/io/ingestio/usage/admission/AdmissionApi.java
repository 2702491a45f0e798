package io.ingestio.usage.admission;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.contracts.usage.RequestAdmission;
import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.tenancy.http.Problem;
import io.ingestio.usage.quota.AccountTable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /internal/admissions}: may this user submit a batch of this many files now? Changes nothing. */
@RestController
class AdmissionApi {

    private final AccountTable accounts;
    private final Tenancy tenancy;

    AdmissionApi(AccountTable accounts, Tenancy tenancy) {
        this.accounts = accounts;
        this.tenancy = tenancy;
    }

    @PostMapping("/internal/admissions")
    Mono<Admission> admit(@RequestBody RequestAdmission asked) {
        if (asked.documents() < 1 || asked.userId().isBlank()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", "A user and at least 1 document are needed.");
        }
        return tenancy.statementAsService(accounts.allowance(asked.userId()))
                .map(allowance -> AdmitBatch.decide(allowance, asked.documents()));
    }
}
