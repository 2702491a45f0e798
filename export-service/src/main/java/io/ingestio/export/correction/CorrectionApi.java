package io.ingestio.export.correction;

import io.ingestio.database.Tenancy;
import io.ingestio.export.correction.CorrectionTable.FieldSummary;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/corrections/summary}: which fields people correct most. */
@RestController
class CorrectionApi {

    private final CorrectionTable corrections;
    private final Tenancy tenancy;

    CorrectionApi(CorrectionTable corrections, Tenancy tenancy) {
        this.corrections = corrections;
        this.tenancy = tenancy;
    }

    record Summary(List<FieldSummary> items) {}

    @GetMapping("/api/v1/corrections/summary")
    Mono<Summary> summary(Principal user) {
        return tenancy.asUser(
                user.getName(),
                corrections.summary(user.getName()).collectList().map(Summary::new));
    }
}
