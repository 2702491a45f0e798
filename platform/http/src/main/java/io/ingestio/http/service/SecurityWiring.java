package io.ingestio.http.service;

import io.ingestio.http.ProblemWriter;
import io.ingestio.http.SecurityProblems;
import io.ingestio.http.SignedPath;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;

/**
 * Who may call what: health and metrics without a token, {@code /internal} with the services' secret, {@code /admin}
 * with the role admin, what the service itself declares as an {@link OpenPath} or a {@link SignedPath} without a token, all
 * else with any valid one. A service that has to know of calls beyond a caller's rights has a bean of type
 * {@link ServerAccessDeniedHandler}. An entry with a filter chain of its own (the gateway) gets nothing of this.
 */
@AutoConfiguration(before = ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration.class)
@ConditionalOnMissingBean(SecurityWebFilterChain.class)
@EnableConfigurationProperties(InternalSettings.class)
@EnableWebFluxSecurity
@Import(ProblemAdvice.class)
class SecurityWiring {

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            InternalSettings internal,
            ObjectProvider<OpenPath> openPaths,
            ObjectProvider<SignedPath> signedPaths,
            ObjectProvider<ServerAccessDeniedHandler> watchers,
            ProblemWriter writer) {
        var problems = new SecurityProblems(writer, watchers.orderedStream().toList());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(paths -> openPaths.forEach(
                        open -> paths.pathMatchers(open.method(), open.path()).permitAll()))
                .authorizeExchange(paths ->
                        signedPaths.forEach(signed -> paths.matchers(signed).permitAll()))
                .authorizeExchange(paths -> paths.pathMatchers("/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .pathMatchers("/internal/**")
                        .access(new InternalCallers(internal))
                        .pathMatchers("/api/v1/admin/**")
                        .hasRole("admin")
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(tokens -> tokens.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(
                                new ReactiveJwtAuthenticationConverterAdapter(rolesClaim()))))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    private static JwtAuthenticationConverter rolesClaim() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(SecurityWiring::roles);
        return converter;
    }

    private static Collection<GrantedAuthority> roles(Jwt token) {
        @Nullable List<String> roles = token.getClaimAsStringList("roles");
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList();
    }
}
