package io.ingestio.usage.stripe.webhook;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.usage.stripe.StripeSettings;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/v1/webhooks/stripe}: receives Stripe's events, authenticated by their signature. 200 means that the event is
 * stored; after anything else Stripe sends it again.
 */
@RestController
class StripeWebhookApi {

    private final StripeSettings settings;
    private final SignatureCheck signatures;
    private final ReceiveStripeEvent receiveStripeEvent;
    private final StripeMeters meters;

    StripeWebhookApi(
            StripeSettings settings,
            SignatureCheck signatures,
            ReceiveStripeEvent receiveStripeEvent,
            StripeMeters meters) {
        this.settings = settings;
        this.signatures = signatures;
        this.receiveStripeEvent = receiveStripeEvent;
        this.meters = meters;
    }

    /** @param status applied, ignored, flagged or duplicate */
    record Received(String id, String status) {}

    /** Reads the body as bytes, without codecs: the bytes are what is signed, and the limit is this endpoint's own. */
    @SecurityRequirements // the signature takes the place of a token
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @PostMapping("/api/v1/webhooks/stripe")
    Mono<Received> receive(
            ServerHttpRequest request,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
        if (!settings.canListen()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.BILLING_NOT_CONFIGURED,
                    "No webhook secret of Stripe is configured.");
        }
        return RawBody.read(request.getBody())
                .map(body -> body.orElseThrow(() -> refused(
                        HttpStatus.CONTENT_TOO_LARGE, ErrorCode.PAYLOAD_TOO_LARGE, "An event may have 512 KB.")))
                .map(body -> signatures
                        .signed(body, signature)
                        .orElseThrow(() -> refused(
                                HttpStatus.BAD_REQUEST,
                                ErrorCode.INVALID_SIGNATURE,
                                "This is not signed by Stripe, or too long ago.")))
                .flatMap(this::accept);
    }

    private Mono<Received> accept(String body) {
        StripeEvent event;
        try {
            event = StripeEvent.parse(body);
        } catch (StripeEvent.Unreadable e) {
            throw refused(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.INVALID_EVENT,
                    "This is signed, but no event of Stripe: " + e.getMessage() + ".");
        }
        return receiveStripeEvent
                .receive(event, body)
                .doOnNext(outcome -> meters.event(event.type(), outcome))
                .doOnError(failure -> meters.event(event.type(), "failed"))
                .onErrorMap(failure -> Problem.retryable(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        ErrorCode.EVENT_NOT_APPLIED,
                        "The event could not be applied. Send it again."))
                .map(outcome -> new Received(event.id(), outcome));
    }

    private Problem refused(HttpStatus status, ErrorCode code, String detail) {
        meters.event(StripeMeters.NO_TYPE, code.wireName());
        return Problem.of(status, code, detail);
    }
}
