package io.ingestio.gateway.problem;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.http.ProblemWriter;
import io.ingestio.http.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Answers failures on the way to a service. Answers of services are forwarded unchanged. */
@Component
@Order(-2) // before Spring Boot's own handler
class GatewayErrorHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(GatewayErrorHandler.class);

    private final ProblemWriter problems;

    GatewayErrorHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            // Part of the answer was sent: only an aborted connection shows the caller that it is incomplete.
            return Mono.error(error);
        }
        Problem problem = problemOf(error);
        var request = exchange.getRequest();
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error(
                    "forwarding failed requestId={} method={} path={}",
                    RequestId.of(exchange),
                    request.getMethod(),
                    request.getPath(),
                    error);
        } else if (problem.retryable()) {
            log.warn(
                    "forwarding failed requestId={} code={} method={} path={} failure={}",
                    RequestId.of(exchange),
                    problem.code().wireName(),
                    request.getMethod(),
                    request.getPath(),
                    error.toString());
        }
        return problems.write(exchange, problem);
    }

    private static Problem problemOf(Throwable error) {
        return switch (error) {
            case Problem problem -> problem; // of the gateway's own handlers
            case ResponseStatusException answer -> ofStatus(answer.getStatusCode());
            case TimeoutException slow when !(slow instanceof PoolAcquireTimeoutException) -> tooSlow();
            case PoolAcquireTimeoutException full -> unavailable();
            case PoolAcquirePendingLimitException full -> unavailable();
            case IOException broken -> unavailable(); // refused, reset, closed early, unknown host
            default -> internal();
        };
    }

    private static Problem ofStatus(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT)) {
            return tooSlow();
        }
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
            return Problem.of(
                    HttpStatus.NOT_FOUND, ErrorCode.NOT_FOUND, "There is nothing at this address for this method.");
        }
        if (status.is4xxClientError()) {
            HttpStatus known = HttpStatus.resolve(status.value());
            return Problem.of(
                    known == null ? HttpStatus.BAD_REQUEST : known,
                    ErrorCode.BAD_REQUEST,
                    "The gateway does not accept this request.");
        }
        return status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR) ? internal() : unavailable();
    }

    private static Problem unavailable() {
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "The service that answers this is not available at the moment. Try again shortly.")
                .after(Duration.ofSeconds(2));
    }

    private static Problem tooSlow() {
        return Problem.retryable(
                HttpStatus.GATEWAY_TIMEOUT, ErrorCode.UPSTREAM_TIMEOUT, "The service did not answer in time.");
    }

    private static Problem internal() {
        return Problem.retryable(
                HttpStatus.INTERNAL_SERVER_ERROR, ErrorCode.INTERNAL_ERROR, "Something went wrong in the gateway.");
    }
}
