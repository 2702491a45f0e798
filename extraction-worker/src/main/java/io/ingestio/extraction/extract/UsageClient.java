package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.ingestio.contracts.usage.ReservationAnswer;
import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.extraction.job.Job;
import io.ingestio.http.service.InternalSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Sets a document's pages aside at usage before a model is called. The reservation's id is the job's: repeating it is safe. */
@Component
class UsageClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final WebClient http;
    private final CircuitBreaker circuit;

    UsageClient(
            @Value("${ingestio.usage.url}") String url, InternalSettings internal, CircuitBreakerRegistry circuits) {
        this.http = WebClient.builder()
                .baseUrl(url)
                .defaultHeader(InternalSettings.HEADER, internal.secret())
                .build();
        this.circuit = circuits.circuitBreaker("usage");
    }

    /**
     * Completes once the pages are set aside.
     *
     * @throws RefusedByUsage if the plan has not enough pages left; anything else means that usage could not be asked
     */
    Mono<Void> reserve(Job job) {
        return http.put()
                .uri("/internal/reservations/{id}", job.id())
                .bodyValue(new ReservationRequest(job.userId(), job.documentId(), job.run(), job.pages()))
                .retrieve()
                .bodyToMono(ReservationAnswer.class)
                .timeout(LIMIT)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorMap(
                        UsageClient::isMismatch,
                        mismatch -> new RefusedByUsage(
                                "reservation_mismatch",
                                "The document's page count changed between attempts. Contact support."))
                .flatMap(answer -> switch (answer.state()) {
                    case "reserved", "committed" -> Mono.<Void>empty();
                    case "insufficient" ->
                        Mono.error(new RefusedByUsage(
                                "quota_exceeded",
                                "The document has " + job.pages() + " pages, and your plan has only "
                                        + answer.pagesLeft() + " left "
                                        + ("day".equals(answer.limitedBy()) ? "today." : "in this period.")));
                    default ->
                        Mono.error(new RefusedByUsage(
                                "reservation_" + answer.state(),
                                "The pages of this run were settled before. Run it again."));
                });
    }

    private static boolean isMismatch(Throwable failure) {
        return failure instanceof WebClientResponseException response
                && response.getStatusCode() == HttpStatus.CONFLICT;
    }
}
