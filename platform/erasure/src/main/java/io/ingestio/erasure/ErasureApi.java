package io.ingestio.erasure;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/v1/admin/users/{id}/erasure} of each service, on the service's own port: how far this service is with erasing the
 * user. Through the gateway usage answers. Role admin only.
 */
@RestController
class ErasureApi {

    private final ErasureRequestTable erasures;
    private final Tenancy tenancy;

    ErasureApi(ErasureRequestTable erasures, Tenancy tenancy) {
        this.erasures = erasures;
        this.tenancy = tenancy;
    }

    @GetMapping("/api/v1/admin/users/{id}/erasure")
    Mono<Erasure> erasure(@PathVariable String id) {
        return tenancy.statementAsService(erasures.find(id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("erasure of this user")));
    }
}
