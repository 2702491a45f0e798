package io.ingestio.gateway.openapi;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves the document that a test wrote from the controllers of all services, so that it does not depend on which of them are up,
 * and Swagger UI to read it. Nothing is loaded from elsewhere.
 */
@Configuration(proxyBeanMethods = false)
public class OpenApiRoutes {

    /** They need no token: they say how to call, and hold nothing of a user. */
    public static final List<String> PATHS =
            List.of("/api/v1/openapi.json", "/api/v1/openapi.html", "/api/v1/openapi/**");

    private static final String OWN = "openapi/";
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.32.2/";

    /** Swagger UI sets styles from its script. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> openApi() {
        var document = RouterFunctions.route()
                .GET(PATHS.getFirst(), request -> file("openapi.json", MediaType.APPLICATION_JSON))
                .GET("/api/v1/openapi.html", request -> file("openapi.html", MediaType.TEXT_HTML))
                .GET("/api/v1/openapi/open.js", request -> file("open.js", MediaType.valueOf("text/javascript")));
        for (String asset : List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
            document.resource(
                    RequestPredicates.GET("/api/v1/openapi/" + asset), new ClassPathResource(SWAGGER_UI + asset));
        }
        return document.build();
    }

    private static Mono<ServerResponse> file(String name, MediaType type) {
        return ServerResponse.ok()
                .contentType(type)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(new ClassPathResource(OWN + name));
    }
}
