package io.ingestio.openapi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * A call of the public API, as the controllers of all services declare it.
 *
 * @param path template, such as {@code /api/v1/batches/{id}}
 */
public record Endpoint(String method, String path) {

    /** Reading calls first, deletions last; of these the narrower ones first. */
    private static final List<String> ORDER = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

    private static final String ADMINISTRATION = "/api/v1/admin/";

    /** Every one that the gateway forwards: the others are between services. */
    public static List<Endpoint> all() {
        return controllers().stream()
                .flatMap(Endpoint::of)
                .filter(endpoint -> endpoint.path.startsWith("/api/v1/"))
                .map(endpoint -> new Endpoint(endpoint.method, throughGateway(endpoint.path)))
                .distinct()
                .sorted(Comparator.<Endpoint>comparingInt(endpoint -> ORDER.indexOf(endpoint.effect()))
                        .thenComparing(Endpoint::path, Comparator.reverseOrder()))
                .toList();
    }

    /** What every service has under the same path is reached by the service's name. */
    static String throughGateway(String path) {
        return path.startsWith(ADMINISTRATION + "dead-letters") || path.startsWith(ADMINISTRATION + "parked-events")
                ? ADMINISTRATION + "services/{service}/" + path.substring(ADMINISTRATION.length())
                : path;
    }

    /** The method, as far as the order is concerned: a POST that deletes is a deletion. */
    private String effect() {
        return path.endsWith("/delete") ? "DELETE" : method;
    }

    /** The controllers of all services. */
    static List<? extends Class<?>> controllers() {
        var controllers = new ClassPathScanningCandidateComponentProvider(false);
        controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return controllers.findCandidateComponents("io.ingestio").stream()
                .map(found -> loaded(found.getBeanClassName()))
                .toList();
    }

    /** Whether its path names something. */
    public boolean hasId() {
        return path.contains("{");
    }

    public boolean isForAdministrators() {
        return path.startsWith(ADMINISTRATION);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static Stream<Endpoint> of(Class<?> controller) {
        List<String> roots = paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
        return Arrays.stream(controller.getDeclaredMethods()).flatMap(handler -> of(handler, roots));
    }

    private static Stream<Endpoint> of(Method handler, List<String> roots) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Arrays.stream(mapping.method())
                        .map(RequestMethod::name)
                        .flatMap(method -> roots.stream()
                                .flatMap(root ->
                                        paths(mapping).stream().map(path -> new Endpoint(method, root + path))));
    }

    private static List<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
