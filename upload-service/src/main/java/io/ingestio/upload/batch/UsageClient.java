package io.ingestio.upload.batch;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.usage.Admission;
import io.ingestio.contracts.usage.AdmissionRequest;
import io.ingestio.contracts.usage.Refusal;
import io.ingestio.http.Problem;
import io.ingestio.http.service.InternalSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** Asks the usage service whether a user may submit a batch now. */
@Component
class UsageClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final WebClient http;
    private final CircuitBreaker circuit;

    UsageClient(
            @Value("${ingestio.usage.url}") String url, InternalSettings internal, CircuitBreakerRegistry circuits) {
        this.http = internal.client(url);
        this.circuit = circuits.circuitBreaker("usage");
    }

    /**
     * @throws Problem with the code of the refusal; 503 {@code service_unavailable} while usage cannot be asked
     */
    Mono<Admission> admit(String userId, int documents) {
        return http.post()
                .uri("/internal/admissions")
                .bodyValue(new AdmissionRequest(userId, documents))
                .retrieve()
                .bodyToMono(Admission.class)
                .timeout(LIMIT)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorMap(
                        UsageClient::unreachable,
                        failure -> Problem.retryable(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "Your plan cannot be checked right now. Nothing was submitted; try again shortly."))
                .flatMap(UsageClient::refusedOrAdmitted);
    }

    private static Mono<Admission> refusedOrAdmitted(Admission admission) {
        String wireName = admission.refusal();
        if (wireName == null) {
            return Mono.just(admission);
        }
        Optional<Refusal> refusal = Refusal.ofWireName(wireName);
        HttpStatus status = refusal.map(UsageClient::status).orElse(HttpStatus.FORBIDDEN);
        ErrorCode code = refusal.map(Refusal::code).orElse(ErrorCode.FORBIDDEN);
        return Mono.error(problem(admission, status, code)
                .with("tier", admission.tier())
                .with("documentsPerBatch", admission.documentsPerBatch())
                .with("pagesLeft", admission.pagesLeft()));
    }

    private static HttpStatus status(Refusal refusal) {
        return switch (refusal) {
            case TIER_NOT_ELIGIBLE, SUBSCRIPTION_INACTIVE -> HttpStatus.FORBIDDEN;
            case TOO_MANY_FILES -> HttpStatus.UNPROCESSABLE_CONTENT;
            case QUOTA_EXHAUSTED -> HttpStatus.PAYMENT_REQUIRED;
            case DAILY_LIMIT_REACHED, RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }

    private static Problem problem(Admission admission, HttpStatus status, ErrorCode code) {
        String given = admission.detail();
        String detail = given == null ? "The batch is not admitted." : given;
        Integer wait = admission.retryAfterSeconds();
        return wait == null
                ? Problem.of(status, code, detail)
                : Problem.retryable(status, code, detail).after(Duration.ofSeconds(wait));
    }

    private static boolean unreachable(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof CallNotPermittedException;
    }
}
