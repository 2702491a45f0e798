package io.ingestio.upload.admission;

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
public class UsageClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private final WebClient http;
    private final CircuitBreaker circuit;

    UsageClient(
            @Value("${ingestio.usage.url}") String url, InternalSettings internal, CircuitBreakerRegistry circuits) {
        this.http = internal.client(url);
        this.circuit = circuits.circuitBreaker("usage");
    }

    /**
     * Admits a submission; it counts against the user's rate.
     *
     * @throws Problem with the code of the refusal; 503 {@code service_unavailable} while usage cannot be asked
     */
    public Mono<Admission> admit(String userId, int documents) {
        return ask(AdmissionRequest.toSubmit(userId, documents)).map(UsageClient::requireAdmitted);
    }

    /** As {@link #admit}, without counting: before any file is received. */
    public Mono<Admission> requireAdmissible(String userId, int documents) {
        return look(userId, documents).map(UsageClient::requireAdmitted);
    }

    /** As {@link #requireAdmissible}, whatever the user's rate: for what was counted when it began. */
    public Mono<Admission> requireAllowed(String userId, int documents) {
        return look(userId, documents)
                .map(admission -> Refusal.RATE_LIMITED.wireName().equals(admission.refusal())
                        ? admission
                        : requireAdmitted(admission));
    }

    /** What {@link #admit} would answer, a refusal included; changes nothing. */
    public Mono<Admission> look(String userId, int documents) {
        return ask(AdmissionRequest.toLook(userId, documents));
    }

    private Mono<Admission> ask(AdmissionRequest request) {
        return http.post()
                .uri("/internal/admissions")
                .bodyValue(request)
                .retrieve()
                .bodyToMono(Admission.class)
                .timeout(LIMIT)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorMap(
                        UsageClient::unreachable,
                        failure -> Problem.retryable(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        ErrorCode.SERVICE_UNAVAILABLE,
                                        "Your plan cannot be checked right now. Nothing was submitted; try again shortly.")
                                .after(SHORTLY));
    }

    private static Admission requireAdmitted(Admission admission) {
        if (admission.refusal() != null) {
            throw refusal(admission)
                    .with("tier", admission.tier())
                    .with("documentsPerBatch", admission.documentsPerBatch())
                    .with("pagesLeft", admission.pagesLeft());
        }
        return admission;
    }

    private static Problem refusal(Admission admission) {
        Optional<Refusal> refusal = Refusal.ofWireName(String.valueOf(admission.refusal()));
        HttpStatus status = refusal.map(UsageClient::status).orElse(HttpStatus.FORBIDDEN);
        ErrorCode code = refusal.map(Refusal::code).orElse(ErrorCode.FORBIDDEN);
        return problem(admission, status, code);
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
