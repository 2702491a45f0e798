package io.ingestio.orchestrator.timeline;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.timeline.TimelineReads.HopView;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/documents/{id}/timeline}: every hop of a document, the earliest first. */
@RestController
class TimelineApi {

    private final TimelineReads timelines;
    private final Tenancy tenancy;

    TimelineApi(TimelineReads timelines, Tenancy tenancy) {
        this.timelines = timelines;
        this.tenancy = tenancy;
    }

    @GetMapping("/api/v1/documents/{id}/timeline")
    Mono<Page<HopView>> timeline(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        String userId = user.getName();
        String list = "timeline " + id;
        ListCursor after = ListCursor.decode(cursor, list);
        return tenancy.asUser(
                userId,
                timelines
                        .hasDocument(userId, id)
                        .filter(there -> there)
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                        .flatMap(there -> Page.read(
                                limit,
                                rows -> timelines.list(userId, id, after, rows),
                                hop -> hop.cursor().encode(list))));
    }
}
