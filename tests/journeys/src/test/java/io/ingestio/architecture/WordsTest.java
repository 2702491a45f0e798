package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary of CONTRIBUTING.md, kept: what it says not to call a thing is not in a name, and some words not in a comment. */
class WordsTest {

    private static final int LONGEST_TEST_NAME = 45;

    /** A row of the glossary; what stands in backticks in its last column must not be in a name. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\*\\*[^|]+\\|[^|]*\\|([^|]*)\\|$");

    private static final Pattern WORD = Pattern.compile("`([a-z]+)`");

    /** The ledger's word, which nothing else may use. */
    private static final Set<String> MONEY = Set.of("settle", "settles", "settled", "settlement", "settlements");

    private static final Pattern MONEY_CODE =
            Pattern.compile("usage-service/|contracts/usage/|benchmarks/|contracts/UsageEvent|WordsTest");

    /** Dialect that a reader has to translate. */
    private static final Pattern DIALECT = Pattern.compile(
            "\\b(whoever|nobody|somebody|tells?|told|set aside|of no use|goes on|by itself alone)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<![:\"])//[^\n]*", Pattern.DOTALL);

    /** Other names of a log line's field {@code failure}. */
    private static final Pattern FAILURE_FIELD = Pattern.compile("\\b(cause|reason|error|exception)=\\{}");

    private static final List<Path> SOURCES = Repository.javaFiles();
    private static final List<Declarations.Name> NAMES = Declarations.in(SOURCES);

    @Test
    void noNameHasAWordTheGlossaryForbids() {
        Set<String> forbidden = forbidden();
        assertThat(forbidden).hasSizeGreaterThan(20);
        assertThat(NAMES).hasSizeGreaterThan(5_000);

        assertThat(NAMES.stream().filter(name -> name.words().anyMatch(forbidden::contains)))
                .isEmpty();
    }

    @Test
    void moneyWordsStayInUsage() {
        assertThat(NAMES.stream()
                        .filter(name -> !MONEY_CODE.matcher(name.toString()).find())
                        .filter(name -> name.words().anyMatch(MONEY::contains)))
                .isEmpty();
    }

    @Test
    void testNamesAreShort() {
        assertThat(NAMES.stream()
                        .filter(Declarations.Name::isTest)
                        .filter(name -> name.text().length() > LONGEST_TEST_NAME))
                .isEmpty();
    }

    @Test
    void commentsHaveNoDialect() {
        List<String> found = new ArrayList<>();
        for (Path file : SOURCES) {
            COMMENT.matcher(Repository.read(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(comment -> DIALECT.matcher(comment).find())
                    .forEach(comment ->
                            found.add(Repository.ROOT.relativize(file) + ": " + comment.replaceAll("[\\s*]+", " ")));
        }
        assertThat(found.stream().filter(line -> !line.contains("WordsTest"))).isEmpty();
    }

    @Test
    void pagesHaveNoDialect() {
        List<Path> pages = Repository.files(file -> file.toString().endsWith(".md")
                && !file.endsWith("CONTRIBUTING.md") // which names the words
                && !file.startsWith(Repository.ROOT.resolve("benchmarks")));
        assertThat(pages).hasSizeGreaterThan(15);

        assertThat(pages.stream()
                        .flatMap(page -> Repository.read(page)
                                .lines()
                                .filter(line -> DIALECT.matcher(line).find())
                                .map(line -> Repository.ROOT.relativize(page) + ": " + line)))
                .isEmpty();
    }

    @Test
    void logsNameAFailureByOneField() {
        List<Path> withLogs = SOURCES.stream()
                .filter(file -> Repository.read(file).contains(" failure={}"))
                .toList();
        assertThat(withLogs).hasSizeGreaterThan(10);

        assertThat(SOURCES.stream()
                        .filter(file ->
                                FAILURE_FIELD.matcher(Repository.read(file)).find())
                        .map(Repository.ROOT::relativize))
                .isEmpty();
    }

    private static Set<String> forbidden() {
        String glossary = Repository.read(Repository.ROOT.resolve("CONTRIBUTING.md"));
        Stream<String> cells = ROW.matcher(glossary).results().map(row -> row.group(1));
        return cells.flatMap(cell -> WORD.matcher(cell).results().map(word -> word.group(1)))
                .collect(Collectors.toSet());
    }
}
