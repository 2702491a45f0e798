package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        List<String> commands = List.of(
                "help", "up", "down", "status", "token", "demo", "extract", "batches", "batch", "journey", "cancel",
                "redo", "delete", "data", "confirm", "export", "soak", "test", "bench");
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
    void everyErrorCodeIsInATest() {
        Path here = ROOT.resolve("tests/journeys/src/test/java/io/ingestio/architecture");
        String tests = Repository.javaFiles().stream()
                .filter(file -> file.toString().contains("/src/test/") && !file.startsWith(here))
                .map(Repository::read)
                .collect(Collectors.joining("\n"));
        assertThat(ErrorCode.values())
                .filteredOn(code -> !Pattern.compile("\\b(%s|%s)\\b".formatted(code.wireName(), code.name()))
                        .matcher(tests)
                        .find())
                .isEmpty();
    }

    /** A stranger follows a document with at most three files a hop. */
    @Test
    void everyHopOfTheJourneyNamesAtMostThreeFiles() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String journey = readme.substring(readme.indexOf("## The journey"), readme.indexOf("## Read on"));
        List<String> hops = Pattern.compile("(?m)^\\d+\\. \\*\\*.*(\\n {3}.*)*")
                .matcher(journey)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(hops)
                .hasSizeBetween(10, 15)
                .allSatisfy(hop -> assertThat(LINK.matcher(hop).results()).hasSizeBetween(2, 3));
    }

    @Test
    void ciRunsTheCommandsOfTheReadme() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```sh\n./ingestio demo\n./ingestio test\n```");
        assertThat(Files.readString(ROOT.resolve(".ci/run")).lines()).contains("./ingestio demo", "./ingestio test");
    }
}
