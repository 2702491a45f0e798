package io.ingestio.http.service;

import io.ingestio.background.Outage;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.http.RequestId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers every failure of a request with a problem that has a stable code. Details of an unexpected failure stay in
 * the log.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem, ServerWebExchange exchange) {
        return answer(problem, exchange);
    }

    /** Requests that the framework rejects: unknown path, wrong method, unreadable body, missing parameter. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejectedByFramework(ResponseStatusException failure, ServerWebExchange exchange) {
        HttpStatus status = HttpStatus.valueOf(failure.getStatusCode().value());
        if (status.is5xxServerError()) {
            return unexpected(failure, exchange);
        }
        ErrorCode code =
                switch (status) {
                    case NOT_FOUND -> ErrorCode.NOT_FOUND;
                    case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
                    case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
                    case NOT_ACCEPTABLE -> ErrorCode.NOT_ACCEPTABLE;
                    case CONTENT_TOO_LARGE -> ErrorCode.REQUEST_TOO_LARGE;
                    default -> ErrorCode.INVALID_REQUEST;
                };
        String reason = failure.getReason();
        String said = reason == null ? status.getReasonPhrase() : reason;
        String detail = status == HttpStatus.BAD_REQUEST ? WrongInput.sentence(failure, said) : said;
        return answer(Problem.of(status, code, detail), exchange);
    }

    /** Everything else: 503 during an outage, 500 otherwise. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception failure, ServerWebExchange exchange) {
        return Outage.isCauseOf(failure) ? unavailable(failure, exchange) : unexpected(failure, exchange);
    }

    private static ResponseEntity<ProblemDetail> unavailable(Exception failure, ServerWebExchange exchange) {
        LOG.warn("dependency unavailable requestId={} failure={}", RequestId.of(exchange), failure.toString());
        return answer(
                Problem.retryable(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "A part of the system is not available. Try again shortly.")
                        .after(Duration.ofSeconds(2)),
                exchange);
    }

    private static ResponseEntity<ProblemDetail> unexpected(Exception failure, ServerWebExchange exchange) {
        LOG.error("request failed requestId={}", RequestId.of(exchange), failure);
        return answer(
                Problem.retryable(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        ErrorCode.INTERNAL_ERROR,
                        "Something went wrong on our side. Quote the request id if it happens again."),
                exchange);
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, ServerWebExchange exchange) {
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .body(problem.body(RequestId.of(exchange)));
    }
}
