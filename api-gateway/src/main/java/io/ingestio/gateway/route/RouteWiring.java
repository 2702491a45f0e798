package io.ingestio.gateway.route;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns the {@link RoutingTable} into the gateway's routes. */
@Configuration(proxyBeanMethods = false)
class RouteWiring {

    private static final int NO_LIMIT = -1;

    /** The secret between services; it is removed from every call that comes from outside. */
    private static final String SERVICE_SECRET = "X-Internal-Secret";

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, GatewaySettings settings) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (RoutingTable.Line line : RoutingTable.LINES) {
            routes.route(line.id(), spec -> route(spec, line, settings));
        }
        for (Backend backend : Backend.values()) {
            routes.route("events-of-" + backend.service(), spec -> eventsOf(backend, spec, settings));
        }
        return routes.build();
    }

    private static Buildable<Route> route(PredicateSpec spec, RoutingTable.Line line, GatewaySettings settings) {
        var filtered = spec.method(line.methodArray())
                .and()
                .path(line.fullPaths())
                .filters(filters -> filters.removeRequestHeader(SERVICE_SECRET));
        if (line.streams()) {
            filtered.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, NO_LIMIT);
        }
        return filtered.uri(settings.of(line.backend()));
    }

    /** Every service has its events under the same paths; here the path names the service. */
    private static Buildable<Route> eventsOf(Backend backend, PredicateSpec spec, GatewaySettings settings) {
        return spec.method(GET, POST, DELETE)
                .and()
                .path(RoutingTable.eventsOf(backend))
                .filters(filters ->
                        filters.removeRequestHeader(SERVICE_SECRET).rewritePath("/admin/services/[^/]+/", "/admin/"))
                .uri(settings.of(backend));
    }
}
