package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers unauthenticated and forbidden calls with {@code WWW-Authenticate} (RFC 6750) and a problem. */
public final class SecurityProblems implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    private final ProblemWriter problems;
    private final List<ServerAccessDeniedHandler> watchers;

    /**
     * @param watchers get each forbidden call before it is answered; one that fails does not prevent the answer
     */
    public SecurityProblems(ProblemWriter problems, List<ServerAccessDeniedHandler> watchers) {
        this.problems = problems;
        this.watchers = List.copyOf(watchers);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        boolean tokenWasShown = failure instanceof OAuth2AuthenticationException;
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.WWW_AUTHENTICATE, tokenWasShown ? "Bearer error=\"invalid_token\"" : "Bearer");
        return problems.write(
                exchange,
                Problem.of(HttpStatus.UNAUTHORIZED, ErrorCode.UNAUTHORIZED, "A valid bearer token is needed."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return Flux.fromIterable(watchers)
                .concatMap(watcher -> watcher.handle(exchange, denied))
                .onErrorResume(failure -> {
                    LOG.error("recording a forbidden call failed requestId={}", RequestId.of(exchange), failure);
                    return Mono.empty();
                })
                .then(problems.write(
                        exchange,
                        Problem.of(HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, "This token does not allow that.")));
    }
}
