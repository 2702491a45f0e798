package io.ingestio.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of tests that are written in JavaScript: each is a test of this build by its name, too. One run has one browser. Pictures of
 * screens are left in {@code target/screens}. The property {@code browser.tests} is a pattern of the names of those that run.
 */
final class BrowserRun {

    private static final Path SOURCES = Path.of("src/test/browser").toAbsolutePath();
    private static final Path TARGET = Path.of("target/browser").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();

    private BrowserRun() {}

    /** A test that ended; without a failure it passed. */
    private record Outcome(String name, String failure) {}

    /**
     * Runs the tests of a file.
     *
     * @param environment what they need to know of the system
     */
    static Stream<DynamicTest> of(String file, Map<String, String> environment) throws Exception {
        install();
        var command = new ProcessBuilder(
                        "node",
                        "--test-reporter=./reporter.js",
                        "--test-reporter-destination=stdout",
                        "--test-name-pattern=" + System.getProperty("browser.tests", "."),
                        file)
                .directory(TARGET.toFile())
                .redirectError(TARGET.resolve(file + ".err").toFile());
        command.environment().putAll(environment);
        command.environment()
                .put("SCREENS", Path.of("target/screens").toAbsolutePath().toString());
        command.environment()
                .put("PICTURES", Path.of("target/pictures").toAbsolutePath().toString());
        Process process = command.start();
        List<Outcome> outcomes = read(process);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(outcomes)
                .as(() -> "tests of %s; its errors are in %s".formatted(file, TARGET))
                .isNotEmpty();
        return outcomes.stream().map(outcome -> DynamicTest.dynamicTest(outcome.name(), () -> check(outcome)));
    }

    private static void check(Outcome outcome) {
        if (!outcome.failure().isEmpty()) {
            fail(outcome.failure());
        }
    }

    private static List<Outcome> read(Process process) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"test\":")) {
                    JsonNode outcome = JSON.readTree(line);
                    outcomes.add(new Outcome(
                            outcome.path("test").asString(),
                            outcome.path("failure").asString("")));
                } else {
                    System.out.println(line);
                }
            }
        }
        return outcomes;
    }

    /** Copies the tests to where their libraries are installed; the libraries stay until their list changes. */
    private static void install() throws Exception {
        Files.createDirectories(TARGET);
        Path list = TARGET.resolve("package-lock.json");
        String wanted = Files.readString(SOURCES.resolve("package-lock.json"));
        boolean installed = Files.exists(TARGET.resolve("node_modules/.package-lock.json"))
                && wanted.equals(Files.readString(list));
        try (var files = Files.walk(SOURCES)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !SOURCES.relativize(file).startsWith("node_modules"))
                    .forEach(BrowserRun::copy);
        }
        if (!installed) {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(TARGET.resolve("npm.log").toFile())
                    .start();
            assertThat(npm.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(npm.exitValue())
                    .as(Files.readString(TARGET.resolve("npm.log")))
                    .isZero();
        }
    }

    private static void copy(Path file) {
        try {
            Path copy = TARGET.resolve(SOURCES.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
