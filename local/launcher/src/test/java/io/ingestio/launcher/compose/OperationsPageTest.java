package io.ingestio.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.system.Microservice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings that docs/operations.md lists are those that the services read, with their defaults. */
class OperationsPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(INGESTIO_[A-Z0-9_]+)` \\| (.*?) \\| (.*) \\|$");

    private final Map<String, String> defaults = new TreeMap<>();

    OperationsPageTest() throws IOException {
        ROW.matcher(Files.readString(ROOT.resolve("docs/operations.md")))
                .results()
                .forEach(row -> defaults.put(row.group(1), row.group(2)));
    }

    @Test
    void pageListsEverySettingThatIsRead() throws Exception {
        Set<String> read = new TreeSet<>();
        for (Microservice service : Microservice.values()) {
            read.addAll(new ReadableVariables(ROOT).of(service.label()));
        }

        assertThat(defaults.keySet()).isEqualTo(read);
    }

    @Test
    void pageSaysTheDefaultsOfTheCode() throws Exception {
        Map<String, String> inCode = new ReadableVariables(ROOT).defaults();

        assertThat(inCode).hasSizeGreaterThan(50);
        inCode.forEach((name, value) ->
                assertThat(defaults.get(name)).as(name).contains(value.isEmpty() ? "none" : "`" + value + "`"));
    }
}
