package io.ingestio.gateway.token;

import io.ingestio.gateway.openapi.OpenApiRoutes;
import io.ingestio.gateway.web.LocalSignIn;
import io.ingestio.gateway.web.WebRoutes;
import io.ingestio.http.ProblemWriter;
import io.ingestio.http.SecurityProblems;
import io.ingestio.http.SignedPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/**
 * Every call needs a token, except the gateway's own health and metrics, the API's description, the front end's files, and what carries
 * a signature that its service verifies: webhooks, and links to files of exports.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class TokenWiring {

    private static final SignedPath LINKED_FILE = new SignedPath("/api/v1/exports/*/file", "expires", "signature");

    @Bean
    SecurityWebFilterChain door(ServerHttpSecurity http, ProblemWriter writer) {
        var problems = new SecurityProblems(writer, List.of());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookies, so nothing to forge
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(calls -> calls.pathMatchers("/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/api/v1/webhooks/stripe")
                        .permitAll()
                        .matchers(LINKED_FILE)
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, OpenApiRoutes.PATHS.toArray(String[]::new))
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, WebRoutes.OPEN.toArray(String[]::new))
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, LocalSignIn.PATH)
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(tokens -> tokens.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> {}))
                .build();
    }
}
