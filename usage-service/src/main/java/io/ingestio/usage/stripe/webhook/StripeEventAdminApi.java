package io.ingestio.usage.stripe.webhook;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.admin.AdminActions;
import io.ingestio.usage.stripe.webhook.WebhookLogTable.LoggedEvent;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/admin/stripe-events}: Stripe's events that need attention, and replaying one. Role admin only. */
@RestController
@RequestMapping("/api/v1/admin/stripe-events")
class StripeEventAdminApi {

    private static final List<String> OPEN = List.of("failed", "flagged");
    private static final List<String> STATUSES = List.of("received", "applied", "ignored", "flagged", "failed");

    private final WebhookLogTable log;
    private final ReceiveStripeEvent receiveStripeEvent;
    private final AdminActions actions;
    private final Tenancy tenancy;

    StripeEventAdminApi(
            WebhookLogTable log, ReceiveStripeEvent receiveStripeEvent, AdminActions actions, Tenancy tenancy) {
        this.log = log;
        this.actions = actions;
        this.receiveStripeEvent = receiveStripeEvent;
        this.tenancy = tenancy;
    }

    /** Without a status: those that failed or are flagged. */
    @GetMapping
    Mono<Page<LoggedEvent>> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "status must be one of " + STATUSES + ".");
        }
        List<String> statuses = status == null ? OPEN : List.of(status);
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.statementAsService(log.list(statuses, after, rows)),
                event -> new Cursor(event.receivedAt(), event.cursorId()).encode());
    }

    record Replay(@Nullable String reason) {}

    /**
     * Answers the event after the replay: a failure shows in its status and is not an error of this call. The request is audited before
     * execution.
     */
    @PostMapping("/{eventId}/replay")
    Mono<LoggedEvent> replay(@PathVariable String eventId, @RequestBody Replay request, Principal admin) {
        AdminAction.check(eventId, request.reason()).throwIfAny();
        return find(eventId)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("event")))
                .flatMap(before -> tenancy.statementAsService(actions.record(new AdminAction(
                        admin.getName(),
                        "stripe-event.replay",
                        eventId,
                        String.valueOf(request.reason()),
                        before,
                        null))))
                .then(Mono.defer(
                        () -> receiveStripeEvent.apply(eventId).onErrorComplete())) // the failure is in the log
                .then(Mono.defer(() -> find(eventId)));
    }

    private Mono<LoggedEvent> find(String eventId) {
        return tenancy.statementAsService(log.find(eventId));
    }
}
