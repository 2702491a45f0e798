package io.ingestio.http.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Authorizes a request to {@code /internal/**} by the services' secret, compared in constant time. */
final class InternalCallers implements ReactiveAuthorizationManager<AuthorizationContext> {

    private final byte[] secret;

    InternalCallers(InternalSettings settings) {
        this.secret = settings.secret().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        String shown = context.getExchange().getRequest().getHeaders().getFirst(InternalSettings.HEADER);
        boolean granted = shown != null && MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
        return Mono.just(new AuthorizationDecision(granted));
    }
}
