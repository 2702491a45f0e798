package io.ingestio.http;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Calls of {@code GET} and {@code HEAD} that need no token where a signature in the query says what they may read: this path with all of
 * these parameters, and nothing else. The service verifies the signature; gateway and service declare the same path.
 */
public final class SignedPath implements ServerWebExchangeMatcher {

    private final ServerWebExchangeMatcher path;
    private final List<String> parameters;

    /** @param pattern of one path of the API, whose ids may vary */
    public SignedPath(String pattern, String... parameters) {
        if (!pattern.startsWith("/api/") || pattern.contains("**") || parameters.length == 0) {
            throw new IllegalArgumentException("a signed path is one path of the API with parameters: " + pattern);
        }
        this.path = new OrServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, pattern),
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.HEAD, pattern));
        this.parameters = List.of(parameters);
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return query.keySet().containsAll(parameters) ? path.matches(exchange) : MatchResult.notMatch();
    }
}
