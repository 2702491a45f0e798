package io.ingestio.gateway.problem;

import java.io.IOException;
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

/** Answers for what went wrong on the way to a service. What a service itself answers passes through untouched. */
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
            // Half of an answer is out: only breaking the connection tells the caller that it is not whole.
            return Mono.error(error);
        }
        Problem problem = problemOf(error);
        if (problem.equals(Problem.INTERNAL)) {
            log.error("Failed to pass on {} {}", exchange.getRequest().getMethod(), exchange.getRequest().getPath(), error);
        } else if (problem.retryable()) {
            log.warn("{} for {} {}: {}", problem.code(), exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(), error.toString());
        }
        return problems.write(exchange, problem);
    }

    static Problem problemOf(Throwable error) {
        return switch (error) {
            case ResponseStatusException answer -> ofStatus(answer.getStatusCode());
            case TimeoutException slow when !(slow instanceof PoolAcquireTimeoutException) -> Problem.TOO_SLOW;
            case PoolAcquireTimeoutException full -> Problem.UNAVAILABLE;
            case PoolAcquirePendingLimitException full -> Problem.UNAVAILABLE;
            case IOException broken -> Problem.UNAVAILABLE; // refused, reset, closed early, unknown host
            default -> Problem.INTERNAL;
        };
    }

    private static Problem ofStatus(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT)) {
            return Problem.TOO_SLOW;
        }
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
            return Problem.NOT_FOUND;
        }
        if (status.is4xxClientError()) {
            HttpStatus known = HttpStatus.resolve(status.value());
            return Problem.refused(status.value(), known == null ? "Bad Request" : known.getReasonPhrase());
        }
        return status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR) ? Problem.INTERNAL : Problem.UNAVAILABLE;
    }
}
