package io.ingestio.launcher.compose;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Which INGESTIO_* variables a service reads: by its settings records, those of the platform modules it uses, and its
 * own file.
 */
final class ReadableVariables {
    private static final Pattern MODULE =
            Pattern.compile("<groupId>io.ingestio</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?:\\$\\{|@ConditionalOnProperty\\(name = \")(ingestio\\.[a-z0-9.-]+)");

    private final Path root;

    ReadableVariables(Path root) {
        this.root = root;
    }

    Set<String> of(String service) throws Exception {
        Set<String> names = new HashSet<>();
        Set<String> modules = modules(service);
        for (Class<?> type : settings()) {
            String location =
                    type.getProtectionDomain().getCodeSource().getLocation().getPath();
            if (modules.stream().anyMatch(module -> location.matches(".*/" + module + "[/-].*"))) {
                addComponents(prefix(type), type, names);
            }
        }
        addPlaceholders(service, modules, names);
        return names;
    }

    /** Of all variables whose default stands in the code; several values are separated by commas. */
    Map<String, String> defaults() throws ReflectiveOperationException {
        Map<String, String> defaults = new HashMap<>();
        for (Class<?> type : settings()) {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            for (int i = 0; i < components.length; i++) {
                DefaultValue value = canonical.getParameters()[i].getAnnotation(DefaultValue.class);
                if (value != null) {
                    defaults.put(variable(property(prefix(type), components[i])), String.join(",", value.value()));
                }
            }
        }
        return defaults;
    }

    private static List<Class<?>> settings() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Class<?>> types = new ArrayList<>();
        for (var candidate : scanner.findCandidateComponents("io.ingestio")) {
            types.add(Class.forName(candidate.getBeanClassName()));
        }
        return types;
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    private static String property(String prefix, RecordComponent component) {
        return prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void addComponents(String prefix, Class<?> type, Set<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = property(prefix, component);
            if (component.getType().isRecord()) {
                addComponents(name, component.getType(), names);
            } else {
                names.add(variable(name));
            }
        }
    }

    private void addPlaceholders(String service, Set<String> modules, Set<String> names) throws IOException {
        Path file = root.resolve(service).resolve("src/main/resources").resolve(service + ".yml");
        Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
        while (matcher.find()) {
            names.add(variable(matcher.group(1)));
        }
        for (String module : modules) {
            addPlaceholders(folder(module).resolve("src/main/java"), names);
        }
    }

    private static void addPlaceholders(Path folder, Set<String> names) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var sources = Files.walk(folder)) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher inCode = PLACEHOLDER.matcher(Files.readString(source));
                while (inCode.find()) {
                    names.add(variable(inCode.group(1)));
                }
            }
        }
    }

    /**
     * The service's own module and the modules of this build that it needs outside of tests, by its pom and by theirs.
     */
    private Set<String> modules(String service) throws IOException {
        Set<String> modules = new HashSet<>();
        addModules(service, modules);
        return modules;
    }

    private void addModules(String module, Set<String> modules) throws IOException {
        if (!modules.add(module) || !Files.exists(folder(module))) {
            return;
        }
        for (String dependency :
                Files.readString(folder(module).resolve("pom.xml")).split("<dependency>", -1)) {
            Matcher matcher = MODULE.matcher(dependency);
            if (matcher.find() && !dependency.contains("<scope>test</scope>")) {
                addModules(matcher.group(1), modules);
            }
        }
    }

    /** Of a service, or of a module of the platform or of a model. */
    private Path folder(String module) {
        return Stream.of(root.resolve(module), root.resolve("platform").resolve(module))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(root.resolve("models").resolve(module.replaceFirst("^model-", "")));
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
