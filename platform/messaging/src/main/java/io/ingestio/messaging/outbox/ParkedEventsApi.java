package io.ingestio.messaging.outbox;

import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Page;
import io.ingestio.messaging.outbox.ParkedEventTable.ParkedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/admin/parked-events} of each service, on the service's own port: the events of this service that Kafka never
 * accepted. Sending one again makes sense after its cause is gone, such as a limit of the broker.
 */
@RestController
@RequestMapping("/api/v1/admin/parked-events")
class ParkedEventsApi {

    private final ParkedEventTable parked;
    private final Tenancy tenancy;
    private final WakeUp relay;

    ParkedEventsApi(ParkedEventTable parked, Tenancy tenancy, WakeUp relay) {
        this.parked = parked;
        this.tenancy = tenancy;
        this.relay = relay;
    }

    @GetMapping
    Mono<Page<ParkedEvent>> list(
            @RequestParam(defaultValue = "25") int limit, @RequestParam(required = false) @Nullable String cursor) {
        long before = Page.number(cursor, Long.MAX_VALUE);
        return Page.read(
                limit,
                rows -> tenancy.statementAsService(parked.list(before, rows)),
                event -> String.valueOf(event.id()));
    }

    @PostMapping("/{eventId}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> sendAgain(@PathVariable UUID eventId) {
        return tenancy.asService(parked.sendAgain(eventId))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("parked event")))
                .doOnNext(sent -> relay.call())
                .then();
    }
}
