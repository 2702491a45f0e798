package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Migrations run as the owner of the schema, who is under row-level security too where it is forced: an update of such a table changes
 * no row, and says nothing. A migration that changes rows lifts the force around it.
 */
class MigrationRowSecurityTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/usage");
    private static final Pattern FUNCTION_BODY = Pattern.compile("\\$\\$.*?\\$\\$", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern PROTECTED =
            Pattern.compile("protect_user_rows\\('(\\w+)'\\)|alter table (\\w+) force row level security");
    private static final Pattern CHANGES_ROWS = Pattern.compile(
            "(?m)^\\s*(?:update (?:only )?(\\w+)|delete from (\\w+)|insert into (\\w+)[^;]*?\\bselect\\b)");

    @Test
    void rowChangesLiftForcedSecurity() throws IOException {
        Set<String> forced = new TreeSet<>();
        List<Path> migrations;
        try (Stream<Path> files = Files.list(FOLDER)) {
            migrations = files.filter(file -> file.getFileName().toString().startsWith("V"))
                    .sorted()
                    .toList();
        }
        for (Path file : migrations) {
            PROTECTED
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> forced.add(match.group(1) != null ? match.group(1) : match.group(2)));
        }
        assertThat(forced).contains("accounts", "ledger", "credits");

        for (Path file : migrations) {
            assertThat(silentChanges(Files.readString(file), forced))
                    .as(file.getFileName().toString())
                    .isEmpty();
        }
    }

    @Test
    void findsChangeUnderForcedSecurity() {
        Set<String> forced = Set.of("accounts");

        assertThat(silentChanges("update accounts set used = 0;", forced)).containsExactly("accounts");
        assertThat(silentChanges("create function f() as $$ update accounts set used = 0; $$;", forced))
                .isEmpty();
        assertThat(silentChanges("""
                        alter table accounts no force row level security;
                        update accounts set used = 0;
                        alter table accounts force row level security;
                        """, forced)).isEmpty();
    }

    private static List<String> silentChanges(String migration, Set<String> forced) {
        String statements = COMMENT.matcher(FUNCTION_BODY
                        .matcher(migration.toLowerCase(Locale.ROOT))
                        .replaceAll(""))
                .replaceAll("");
        Matcher changes = CHANGES_ROWS.matcher(statements);
        return changes.results()
                .map(match -> Stream.of(match.group(1), match.group(2), match.group(3))
                        .filter(name -> name != null)
                        .findFirst()
                        .orElseThrow())
                .filter(forced::contains)
                .filter(table -> !statements.contains("alter table " + table + " no force row level security")
                        || !statements.contains("alter table " + table + " force row level security"))
                .distinct()
                .toList();
    }
}
