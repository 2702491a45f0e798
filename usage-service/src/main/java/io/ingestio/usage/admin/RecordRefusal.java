package io.ingestio.usage.admin;

import io.ingestio.database.Tenancy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Records calls of the admin API by callers without the role: method and pattern of the path, never its text, so that rows are
 * bounded; at most {@value #PER_MINUTE} rows per caller and minute. Calls without a token have no caller to record.
 */
@Component
class RecordRefusal implements ServerAccessDeniedHandler {

    static final int PER_MINUTE = 60;

    private static final String PREFIX = "/api/v1/admin/";

    private final AdminActionTable actions;
    private final RequestMappingHandlerMapping paths;
    private final Tenancy tenancy;

    RecordRefusal(
            AdminActionTable actions,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping paths,
            Tenancy tenancy) {
        this.actions = actions;
        this.paths = paths;
        this.tenancy = tenancy;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (!path.value().startsWith(PREFIX)) {
            return Mono.empty();
        }
        String action = exchange.getRequest().getMethod().name() + " "
                + pattern(path); // the firewall admits only known methods
        return exchange.getPrincipal()
                .flatMap(
                        caller -> tenancy.statementAsService(actions.noteRefused(caller.getName(), action, PER_MINUTE)))
                .then();
    }

    private String pattern(PathContainer path) {
        return paths.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream())
                .filter(pattern -> pattern.matches(path))
                .map(PathPattern::getPatternString)
                .findFirst()
                .orElse(PREFIX + "**");
    }
}
