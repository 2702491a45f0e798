package io.ingestio.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.system.Microservice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Set<String> KEYS = Set.of(
            "image",
            "build",
            "command",
            "environment",
            "volumes",
            "ports",
            "depends_on",
            "healthcheck",
            "restart",
            "entrypoint");
    private static final int MOST_WORKERS = 4;
    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{([A-Z0-9_]+)");

    private final Map<String, Object> file = load();

    @Test
    void hasTheStoresAndEveryService() {
        assertThat(services().keySet()).contains("postgres", "kafka", "s3");
        assertThat(services().keySet())
                .containsAll(Arrays.stream(Microservice.values())
                        .map(Microservice::label)
                        .toList());
    }

    @Test
    void isWellFormed() {
        assertThat(file.keySet())
                .allMatch(key ->
                        key.startsWith("x-") || Set.of("services", "volumes").contains(key));
        services().forEach((name, service) -> {
            assertThat(service.keySet()).as(name).isSubsetOf(KEYS).contains("image", "environment");
            assertThat(service.get("image")).as(name).asString().matches("[a-z0-9./-]+(:[A-Za-z0-9.-]+)?");
            assertThat(environment(service).values()).as(name).allMatch(value -> value instanceof String);
            assertThat(services().keySet()).as(name).containsAll(dependencies(service));
        });
    }

    @Test
    void namesOnlyVolumesAndFilesThatExist() {
        services().forEach((name, service) -> {
            for (Object volume : (List<?>) service.getOrDefault("volumes", List.of())) {
                String source = volume.toString().split(":", 2)[0];
                if (source.startsWith(".")) {
                    assertThat(ROOT.resolve(source)).as(name).exists();
                } else {
                    assertThat(map(file.get("volumes"))).as(name).containsKey(source);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Microservice.class)
    void setsOnlyVariablesThatTheServiceReads(Microservice service) throws Exception {
        Set<String> set = environment(services().get(service.label())).keySet().stream()
                .filter(name -> name.startsWith("INGESTIO_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(set).isNotEmpty();
        assertThat(new ReadableVariables(ROOT).of(service.label())).containsAll(set);
    }

    @ParameterizedTest
    @EnumSource(Microservice.class)
    void buildsEachServiceFromItsOwnMainClass(Microservice service) throws Exception {
        Map<String, Object> build = map(services().get(service.label()).get("build"));
        Map<String, Object> arguments = map(build.get("args"));

        assertThat(arguments).containsEntry("MODULE", service.label());
        assertThat(Class.forName(arguments.get("MAIN_CLASS").toString()).getMethod("main", String[].class))
                .isNotNull();
        assertThat(ROOT.resolve(build.get("dockerfile").toString())).exists();
    }

    @Test
    void exampleSetsEveryRequiredVariable() throws IOException {
        Set<String> given = Files.readAllLines(ROOT.resolve("deploy/compose.env.example")).stream()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        Set<String> asked = INTERPOLATED
                .matcher(text().replaceAll("\\$\\{[A-Z0-9_]+:-[^}]*}", ""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(given).isEqualTo(asked);
    }

    /** Every service has two pools; a migration at start needs two connections more; PostgreSQL reserves three for superusers. */
    @Test
    void poolsFitPostgres() {
        int pools = 0;
        for (var service : services().entrySet()) {
            Map<String, Object> environment = environment(service.getValue());
            if (environment.containsKey("INGESTIO_POSTGRES_HOST")) {
                assertThat(environment).as(service.getKey()).containsKey("INGESTIO_POSTGRES_MAX_CONNECTIONS");
                int size = Integer.parseInt(
                        environment.get("INGESTIO_POSTGRES_MAX_CONNECTIONS").toString());
                int instances = service.getKey().equals("extraction-worker") ? MOST_WORKERS : 1;
                pools += instances * (2 * size + 2);
            }
        }
        var limit = Pattern.compile("max_connections=(\\d+)")
                .matcher(services().get("postgres").get("command").toString());
        assertThat(limit.find()).isTrue();
        assertThat(pools).isPositive().isLessThanOrEqualTo(Integer.parseInt(limit.group(1)) - 3);
    }

    private static Map<String, Object> load() {
        return map(new Yaml().load(text()));
    }

    private static String text() {
        try {
            return Files.readString(ROOT.resolve("docker-compose.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Map<String, Object>> services() {
        return map(file.get("services")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }

    private static Map<String, Object> environment(Map<String, Object> service) {
        return map(service.get("environment"));
    }

    private static Set<String> dependencies(Map<String, Object> service) {
        Object dependencies = service.getOrDefault("depends_on", List.of());
        return dependencies instanceof Map<?, ?> byName
                ? byName.keySet().stream().map(Object::toString).collect(Collectors.toSet())
                : ((List<?>) dependencies).stream().map(Object::toString).collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
