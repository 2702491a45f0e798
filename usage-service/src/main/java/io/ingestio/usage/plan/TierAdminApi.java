package io.ingestio.usage.plan;

import static java.util.Objects.requireNonNull;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/admin/tiers} and {@code PUT /api/v1/admin/tiers/{name}}: the limits of the tiers. Role admin only. */
@RestController
@RequestMapping("/api/v1/admin/tiers")
class TierAdminApi {

    private final TierTable tiers;
    private final ChangeTier changeTier;
    private final Tenancy tenancy;

    TierAdminApi(TierTable tiers, ChangeTier changeTier, Tenancy tenancy) {
        this.tiers = tiers;
        this.changeTier = changeTier;
        this.tenancy = tenancy;
    }

    record Tiers(List<Tier> items) {}

    @GetMapping
    Mono<Tiers> all() {
        return tenancy.statementAsService(tiers.all()).collectList().map(Tiers::new);
    }

    /** Replaces the whole tier: a missing field is an error, not kept. */
    @PutMapping("/{name}")
    Mono<Tier> put(@PathVariable String name, @RequestBody TierUpdate wanted, Principal admin) {
        return changeTier
                .to(wanted.checked(name), admin.getName(), requireNonNull(wanted.reason()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("tier")));
    }
}
