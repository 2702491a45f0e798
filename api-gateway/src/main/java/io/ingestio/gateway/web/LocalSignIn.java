package io.ingestio.gateway.web;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * "Continue as", on one machine: gives a user a plan and a token, as {@code ./ingestio token} does. It is there only with
 * {@code ingestio.web.local-key}, and answers only to this machine: by the peer's address, and by the {@code Host} too, so that a
 * page of another site whose name was made to lead here gets nothing. What a proxy on this machine passes on may come from anywhere,
 * so it is refused. JSON alone is read, which no form of another site can send.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ingestio.web.local-key")
public class LocalSignIn {

    /** Needs no token: it gives one. */
    public static final String PATH = "/app/local-token";

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> TIERS = Set.of("starter", "plus", "growth");

    /** As the page sends it. */
    record Request(
            @Nullable String user,
            @Nullable String tier,
            @Nullable Boolean admin) {}

    /** Why the plan could not be given, of a problem as services answer it. */
    record Refusal(String code, String detail) {

        Refusal {
            code = Objects.requireNonNullElse(code, "");
            detail = Objects.requireNonNullElse(detail, "");
        }
    }

    @Bean
    RouterFunction<ServerResponse> localToken(
            WebSettings settings, SignInSettings signIn, @Value("${ingestio.gateway.usage-url}") URI usage) {
        var key = settings.localKey();
        if (key == null || signIn.isOidc()) {
            throw new IllegalArgumentException("ingestio.web.local-key is for a system without an OIDC issuer");
        }
        var tokens = new LocalTokens(key, signIn, Clock.systemUTC());
        // Shorter than usage keeps an idle connection, or a call could meet one that is just being closed.
        var connections = ConnectionProvider.builder("plans")
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        var plans = WebClient.builder()
                .baseUrl(usage.toString())
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build();
        return RouterFunctions.route()
                .POST(
                        PATH,
                        RequestPredicates.contentType(MediaType.APPLICATION_JSON),
                        request -> answer(request, tokens, plans))
                .build();
    }

    private static Mono<ServerResponse> answer(ServerRequest call, LocalTokens tokens, WebClient plans) {
        if (!isOfThisMachine(call)) {
            return Mono.error(Problem.of(
                    HttpStatus.FORBIDDEN,
                    ErrorCode.FORBIDDEN,
                    "Only a browser on this machine may sign in like this."));
        }
        return call.bodyToMono(Request.class).flatMap(request -> {
            String user = request.user() == null ? "" : request.user().strip();
            String tier = request.tier() == null ? "plus" : request.tier();
            if (user.isEmpty() || user.length() > 255 || !TIERS.contains(tier)) {
                return Mono.error(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.INVALID_REQUEST,
                        "Give a name of at most 255 characters, and the plan starter, plus or growth."));
            }
            List<String> roles = Boolean.TRUE.equals(request.admin()) ? List.of("admin") : List.of();
            return subscribe(plans, tokens.of("ingestio-web", List.of("admin")).token(), user, tier)
                    .then(ServerResponse.ok()
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .bodyValue(tokens.of(user, roles)));
        });
    }

    private static Mono<Void> subscribe(WebClient plans, String token, String user, String tier) {
        return plans.put()
                .uri("/api/v1/admin/users/{user}/subscription", user)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .bodyValue(Map.of("tier", tier, "status", "active", "reason", "chosen when signing in on this machine"))
                .retrieve()
                .onStatus(LocalSignIn::speaksOfTheUser, LocalSignIn::refusal)
                .toBodilessEntity()
                .onErrorMap(failure -> !(failure instanceof Problem), failure -> unavailable())
                .then();
    }

    /** A 401 or 403 would speak of the gateway's own token. */
    private static boolean speaksOfTheUser(HttpStatusCode status) {
        return status.is4xxClientError()
                && !status.isSameCodeAs(HttpStatus.UNAUTHORIZED)
                && !status.isSameCodeAs(HttpStatus.FORBIDDEN);
    }

    private static Mono<Problem> refusal(ClientResponse answer) {
        HttpStatus status = HttpStatus.valueOf(answer.statusCode().value());
        return answer.bodyToMono(Refusal.class)
                .map(refusal -> ErrorCode.ofWireName(refusal.code())
                        .map(code -> Problem.of(status, code, refusal.detail()))
                        .orElseGet(LocalSignIn::unavailable))
                .defaultIfEmpty(unavailable());
    }

    private static Problem unavailable() {
        return Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                ErrorCode.SERVICE_UNAVAILABLE,
                "The plan could not be set. Try again shortly.");
    }

    private static boolean isOfThisMachine(ServerRequest call) {
        InetSocketAddress host = call.headers().host();
        return call.remoteAddress()
                        .map(peer ->
                                peer.getAddress() != null && peer.getAddress().isLoopbackAddress())
                        .orElse(false)
                && host != null
                && THIS_MACHINE.contains(host.getHostString())
                && call.headers().asHttpHeaders().headerNames().stream().noneMatch(LocalSignIn::isOfProxy);
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("forwarded") || name.startsWith("x-forwarded-");
    }
}
