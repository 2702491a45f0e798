package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.usage.ReservationAnswer;
import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.extraction.job.Job;
import io.ingestio.http.service.InternalSettings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Reserves a document's pages at usage before the model is called. The reservation has the job's id: repeating it is safe. */
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
     * Completes once the pages are reserved.
     *
     * @throws ReservationRefused if the plan has not enough pages left, or the reservation has ended already
     * @throws UsageUnavailable   if usage cannot answer now
     */
    Mono<Void> reserve(Job job) {
        return http.put()
                .uri("/internal/reservations/{id}", job.id())
                .bodyValue(new ReservationRequest(
                        job.userId(), job.documentId(), job.run(), job.file().pages()))
                .retrieve()
                .bodyToMono(ReservationAnswer.class)
                .timeout(LIMIT)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorMap(UsageClient::meaning)
                .flatMap(answer -> switch (answer.result()) {
                    case RESERVED, COMMITTED -> Mono.<Void>empty();
                    case INSUFFICIENT ->
                        Mono.error(new ReservationRefused(
                                ErrorCode.QUOTA_EXCEEDED,
                                "Pages left %s: %d. Pages of this document: %d."
                                        .formatted(
                                                "day".equals(answer.limitedBy()) ? "today" : "in this period",
                                                answer.pagesLeft(),
                                                job.file().pages())));
                    case RELEASED ->
                        Mono.error(new ReservationRefused(
                                ErrorCode.RESERVATION_RELEASED,
                                "The pages of this run were given back before it ended. Run it again."));
                });
    }

    /** A request that usage does not understand is neither: it stays what it is, and counts as an attempt. */
    private static Throwable meaning(Throwable failure) {
        return switch (failure) {
            case WebClientResponseException response
            when response.getStatusCode() == HttpStatus.CONFLICT ->
                new ReservationRefused(
                        ErrorCode.RESERVATION_MISMATCH,
                        "The document's page count changed between attempts. Contact support.");
            case WebClientResponseException response
            when isUnavailable(response.getStatusCode()) -> new UsageUnavailable(response);
            case WebClientRequestException unreachable -> new UsageUnavailable(unreachable);
            case TimeoutException late -> new UsageUnavailable(late);
            default -> failure;
        };
    }

    /** Wrong credentials are a fault of the installation, which passes when it is mended. */
    private static boolean isUnavailable(HttpStatusCode status) {
        return status.is5xxServerError()
                || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)
                || status.isSameCodeAs(HttpStatus.UNAUTHORIZED)
                || status.isSameCodeAs(HttpStatus.FORBIDDEN);
    }
}
