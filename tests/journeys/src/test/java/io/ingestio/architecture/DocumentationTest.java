package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents promise about the repository itself. */
class DocumentationTest {

    private static final Path ROOT = Repository.ROOT;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./ingestio ([a-z]+)");

    static Stream<Path> pages() throws IOException {
        List<Path> pages;
        try (var top = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"))) {
            pages = Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .filter(link -> !Files.exists(page.resolveSibling(link).normalize()))
                .toList();
        assertThat(dead).as("dead links of %s", ROOT.relativize(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandThatIsNamedExists(Path page) throws IOException {
        List<String> commands = List.of("help", "up", "down", "status", "token", "demo", "extract", "test", "bench");
        assertThat(COMMAND.matcher(Files.readString(page)).results().map(match -> match.group(1)))
                .isSubsetOf(commands);
    }

    /** A code that a person can meet is explained where the API is. */
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorCodeIsExplained(ErrorCode code) throws IOException {
        String pages =
                Files.readString(ROOT.resolve("docs/api.md")) + Files.readString(ROOT.resolve("docs/billing.md"));
        assertThat(pages).contains("`" + code.wireName() + "`");
    }

    @Test
    void ciRunsTheCommandsOfTheReadme() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```sh\n./ingestio demo\n./ingestio test\n```");
        assertThat(Files.readString(ROOT.resolve(".ci/run")).lines()).contains("./ingestio demo", "./ingestio test");
    }
}
