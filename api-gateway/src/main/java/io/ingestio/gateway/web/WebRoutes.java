package io.ingestio.gateway.web;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Serves the front end, as the module {@code web-frontend} built it. Files whose name has a hash of their content are kept by
 * browsers for a year, others are asked for each time. Addresses of screens, and no others, are answered with the one page that
 * draws them all.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, SignInSettings.class})
public class WebRoutes {

    /** The screens' addresses. */
    static final List<String> SCREENS = List.of(
            "/",
            "/sign-in",
            "/signed-in",
            "/batches",
            "/batches/new",
            "/batches/{id}",
            "/review",
            "/review/{id}",
            "/exports",
            "/prompts",
            "/usage",
            "/settings/{tab}",
            "/admin/{tab}");

    /** They need no token: they hold nothing of a user. */
    public static final List<String> OPEN = List.of(
            "/",
            "/sign-in",
            "/signed-in",
            "/batches/**",
            "/review/**",
            "/exports",
            "/prompts",
            "/usage",
            "/settings/*",
            "/admin/*",
            "/assets/**",
            "/samples/*",
            "/theme.js",
            "/pressable.css",
            "/icon.svg",
            "/app/config.json");

    private static final String WEB = "web/";
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    /** A module script of another type does not run, so they are not left to the machine's table of types. */
    private static final Map<String, MediaType> TYPES = Map.ofEntries(
            Map.entry("js", SCRIPT),
            Map.entry("mjs", SCRIPT),
            Map.entry("css", MediaType.parseMediaType("text/css;charset=UTF-8")),
            Map.entry("svg", MediaType.parseMediaType("image/svg+xml")),
            Map.entry("png", MediaType.IMAGE_PNG),
            Map.entry("pdf", MediaType.APPLICATION_PDF),
            Map.entry("ttf", MediaType.parseMediaType("font/ttf")),
            Map.entry("pfb", MediaType.APPLICATION_OCTET_STREAM),
            Map.entry("bcmap", MediaType.APPLICATION_OCTET_STREAM));

    private static final String NOT_BUILT =
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>IngestIO</title><body><h1>IngestIO</h1>"
                    + "<p>The API is at <a href=\"/api/v1/openapi.html\">/api/v1</a>. The web front end was not built: its build needs"
                    + " Node 20.19 or newer.</p></body></html>";

    @Bean
    RouterFunction<ServerResponse> frontEnd(WebSettings settings, SignInSettings signIn) {
        WebHeaders headers = WebHeaders.of(signIn, settings.connect());
        var routes = RouterFunctions.route()
                .GET(
                        "/assets/{*path}",
                        request -> file("assets", request, "public, max-age=31536000, immutable", headers))
                .GET("/samples/{*path}", request -> file("samples", request, "no-cache", headers))
                .GET("/theme.js", request -> file("", request, "no-cache", headers))
                .GET("/pressable.css", request -> file("", request, "no-cache", headers))
                .GET("/icon.svg", request -> file("", request, "no-cache", headers))
                .GET("/app/config.json", request -> json(SignInConfig.of(settings, signIn), headers));
        SCREENS.forEach(screen -> routes.GET(screen, request -> page(headers)));
        return routes.build();
    }

    private static Mono<ServerResponse> json(Object body, WebHeaders headers) {
        return ServerResponse.ok()
                .headers(headers::addTo)
                .header("Cache-Control", "no-cache")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }

    private static Mono<ServerResponse> page(WebHeaders headers) {
        Resource page = new ClassPathResource(WEB + "index.html");
        return ServerResponse.ok()
                .headers(headers::addTo)
                .header("Cache-Control", "no-cache")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .bodyValue(page.exists() ? page : NOT_BUILT);
    }

    /** Names of files have no folders in them, so none outside of the front end's can be named. */
    private static Mono<ServerResponse> file(String folder, ServerRequest request, String caching, WebHeaders headers) {
        String name = StringUtils.getFilename(request.path());
        Resource file = new ClassPathResource(WEB + (folder.isEmpty() ? "" : folder + "/") + name);
        MediaType type = TYPES.get(String.valueOf(StringUtils.getFilenameExtension(name)));
        boolean named = request.path().equals((folder.isEmpty() ? "/" : "/" + folder + "/") + name);
        if (type == null || !named || name.contains("..") || name.contains("%") || !file.exists()) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return ServerResponse.ok()
                .headers(headers::addTo)
                .header("Cache-Control", caching)
                .contentType(type)
                .bodyValue(file);
    }
}
