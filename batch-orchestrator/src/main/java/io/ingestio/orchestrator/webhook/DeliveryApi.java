package io.ingestio.orchestrator.webhook;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.webhook.DeliveryReads.DeliveryView;
import io.ingestio.orchestrator.webhook.EndpointTable.EndpointView;
import io.ingestio.orchestrator.webhook.event.QueueDeliveries;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The log of what was sent to an endpoint, a test delivery, and sending again. */
@RestController
@RequestMapping("/api/v1/webhook-endpoints/{endpointId}")
class DeliveryApi {

    private static final List<String> STATUSES = List.of("pending", "delivered", "failed");

    private final EndpointTable endpoints;
    private final DeliveryReads deliveries;
    private final QueueDeliveries queueDeliveries;
    private final WakeUp sender;
    private final Tenancy tenancy;
    private final Clock clock;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    DeliveryApi(
            EndpointTable endpoints,
            DeliveryReads deliveries,
            QueueDeliveries queueDeliveries,
            WakeUp deliveryWakeUp,
            Tenancy tenancy,
            Clock clock,
            IdempotentRequests idempotent,
            JsonMapper json) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.queueDeliveries = queueDeliveries;
        this.sender = deliveryWakeUp;
        this.tenancy = tenancy;
        this.clock = clock;
        this.idempotent = idempotent;
        this.json = json;
    }

    record Queued(UUID deliveryId) {}

    @GetMapping("/deliveries")
    Mono<Page<DeliveryView>> list(
            @PathVariable UUID endpointId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "status must be one of " + STATUSES + ".");
        }
        String userId = user.getName();
        Cursor after = Cursor.decode(cursor);
        return tenancy.asUser(userId, endpoint(userId, endpointId))
                .then(Page.read(
                        limit,
                        rows -> tenancy.manyAsUser(userId, deliveries.list(userId, endpointId, status, after, rows)),
                        delivery -> new Cursor(delivery.createdAt(), delivery.id()).encode()));
    }

    /** Sends again, with all attempts, under the same {@code webhook-id}: a receiver that has it already may ignore it. */
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Queued.class)))
    @PostMapping("/deliveries/{id}/redeliver")
    Mono<ResponseEntity<String>> redeliver(
            @PathVariable UUID endpointId,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        String userId = user.getName();
        return once(
                        new RequestKey(userId, key, "redeliver " + endpointId + " " + id),
                        () -> deliveries
                                .redeliver(userId, endpointId, id)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("delivery")))
                                .doOnNext(DeliveryApi::requireFew)
                                .thenReturn(new Queued(id)),
                        endpointId)
                .doOnNext(answer -> sender.call());
    }

    private static void requireFew(int attempts) {
        if (attempts >= DeliveryReads.MOST_ATTEMPTS) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    ErrorCode.WEBHOOK_TOO_MANY_ATTEMPTS,
                    "This delivery was attempted " + attempts + " times and is not sent again.");
        }
    }

    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Queued.class)))
    @PostMapping("/test")
    Mono<ResponseEntity<String>> test(
            @PathVariable UUID endpointId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        WebhookEvent event = WebhookEvent.test(user.getName(), endpointId, clock.instant());
        return once(
                new RequestKey(user.getName(), key, "webhook-test " + endpointId),
                () -> queueDeliveries.queueTest(event, endpointId).map(Queued::new),
                endpointId);
    }

    private Mono<ResponseEntity<String>> once(RequestKey request, Supplier<Mono<Queued>> queue, UUID endpointId) {
        return idempotent
                .<Queued>once(
                        request,
                        queued -> new Answer(202, null, json.writeValueAsString(queued)),
                        claim -> tenancy.asUser(
                                claim.userId(),
                                enabled(claim.userId(), endpointId)
                                        .then(Mono.defer(queue))
                                        .flatMap(claim::complete)))
                .map(Answer::toResponse);
    }

    private Mono<EndpointView> endpoint(String userId, UUID id) {
        return endpoints.find(userId, id).switchIfEmpty(Mono.error(ManageEndpoints::notFound));
    }

    private Mono<EndpointView> enabled(String userId, UUID id) {
        return endpoint(userId, id)
                .filter(EndpointView::enabled)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.WEBHOOK_DISABLED,
                        "The webhook endpoint is disabled. Enable it first.")));
    }
}
