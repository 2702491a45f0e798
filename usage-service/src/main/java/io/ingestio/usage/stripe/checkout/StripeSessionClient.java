package io.ingestio.usage.stripe.checkout;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.usage.stripe.StripeSettings;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Opens sessions at Stripe. The SDK blocks, so its calls run on the bounded elastic scheduler. */
@Component
class StripeSessionClient {

    private static final Logger LOG = LoggerFactory.getLogger(StripeSessionClient.class);

    private final StripeClient stripe;
    private final StripeSettings settings;

    StripeSessionClient(StripeClient stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.settings = settings;
    }

    /** The URL for the user's browser. */
    record Session(String id, String url) {}

    /** @param idempotencyKey with which Stripe opens one session, however often it is asked */
    Mono<Session> checkout(SessionCreateParams params, String idempotencyKey) {
        return call(() -> {
            var session = stripe.v1().checkout().sessions().create(params, options(idempotencyKey));
            return new Session(session.getId(), session.getUrl());
        });
    }

    Mono<Session> portal(String customer, String idempotencyKey) {
        var params = com.stripe.param.billingportal.SessionCreateParams.builder()
                .setCustomer(customer)
                .setReturnUrl(settings.portalReturnUrl())
                .build();
        return call(() -> {
            var session = stripe.v1().billingPortal().sessions().create(params, options(idempotencyKey));
            return new Session(session.getId(), session.getUrl());
        });
    }

    private static RequestOptions options(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    private Mono<Session> call(Callable<Session> call) {
        return Mono.fromCallable(call)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(StripeException.class, StripeSessionClient::problem);
    }

    /** Stripe's message may contain parts of the API key: it goes neither to the caller nor to the log. */
    private static Problem problem(StripeException failure) {
        LOG.warn(
                "Stripe call failed type={} status={} code={} request={}",
                failure.getClass().getSimpleName(),
                failure.getStatusCode(),
                failure.getCode(),
                failure.getRequestId());
        String detail = "The payment provider did not open a session.";
        return passes(failure)
                ? Problem.retryable(
                        HttpStatus.BAD_GATEWAY, ErrorCode.BILLING_PROVIDER_ERROR, detail + " Try again shortly.")
                : Problem.of(HttpStatus.BAD_GATEWAY, ErrorCode.BILLING_PROVIDER_ERROR, detail);
    }

    /** Whether the same call may succeed later. */
    static boolean passes(StripeException failure) {
        Integer status = failure.getStatusCode();
        return failure instanceof ApiConnectionException
                || failure instanceof RateLimitException
                || (status != null && (status >= 500 || status == 409 || status == 429));
    }
}
