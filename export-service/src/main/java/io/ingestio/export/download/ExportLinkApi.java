package io.ingestio.export.download;

import io.ingestio.database.Tenancy;
import io.ingestio.export.request.ExportTable;
import io.ingestio.http.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/exports/{id}/link}: a link to the file, for what cannot send a token. Nothing is stored. */
@RestController
class ExportLinkApi {

    private final ExportTable exports;
    private final LinkSettings settings;
    private final Tenancy tenancy;
    private final Clock clock;

    ExportLinkApi(ExportTable exports, LinkSettings settings, Tenancy tenancy, Clock clock) {
        this.exports = exports;
        this.settings = settings;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** @param url from the root of the API's address; it is a secret until it expires */
    record FileLink(String url, Instant expiresAt) {}

    @ApiResponse(responseCode = "201")
    @PostMapping("/api/v1/exports/{id}/link")
    Mono<ResponseEntity<FileLink>> link(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), exports.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("export")))
                .map(row -> {
                    FileProblems.requireReady(row);
                    ExportLink link = ExportLink.of(id, user.getName(), clock.instant(), settings);
                    return ResponseEntity.status(HttpStatus.CREATED)
                            .cacheControl(CacheControl.noStore())
                            .body(new FileLink(link.url(), link.expiresAt()));
                });
    }
}
