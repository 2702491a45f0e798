package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares {@code docs/data-dictionary.md} with the tables that the migrations of all services make. What a table is for is
 * written by hand; its columns are written by this test, which fails where the page says something else.
 */
class DataDictionaryIT {

    private static final Path PAGE = Path.of("..", "..", "docs", "data-dictionary.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([*a-z_.]+)` \\| ([^|]*) \\| .* \\|$");
    private static final String TO_DESCRIBE = "**not described**";

    @TempDir
    Path folder;

    @Test
    void describesEveryTableOfEveryService() throws IOException, SQLException {
        String before = Files.readString(PAGE);
        String after = before.substring(0, before.indexOf("| --- |") + "| --- | --- | --- |\n".length())
                + rows(purposes(before));
        Files.writeString(PAGE, after);

        assertThat(after).as("tables that %s does not describe", PAGE).doesNotContain(TO_DESCRIBE);
        assertThat(before)
                .as("%s was out of date; it has been written anew, commit it", PAGE)
                .isEqualTo(after);
    }

    private static Map<String, String> purposes(String page) {
        return ROW.matcher(page).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private String rows(Map<String, String> purposes) throws SQLException {
        Map<String, String> columns = columns();
        return columns.entrySet().stream()
                .map(table -> "| `%s` | %s | %s |%n"
                        .formatted(
                                table.getKey(), purposes.getOrDefault(table.getKey(), TO_DESCRIBE), table.getValue()))
                .collect(Collectors.joining());
    }

    /** The columns of each table; a table that every service has stands once, as {@code *.name}. */
    private Map<String, String> columns() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Journey journey = Journey.start(folder, options -> options);
                Connection database = journey.system().postgres().asSuperuser().getConnection();
                Statement statement = database.createStatement();
                ResultSet tables = statement.executeQuery("""
                        with described as (
                            select n.nspname as schema, c.relname as name,
                                   string_agg(
                                       a.attname || case when a.attnum = any(k.conkey) then '*' else '' end,
                                       ', ' order by a.attnum) as columns
                            from pg_class c
                            join pg_namespace n on n.oid = c.relnamespace
                            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
                            where c.relkind in ('r', 'p') and not c.relispartition
                              and n.nspname in ('upload', 'orchestration', 'extraction', 'usage', 'export')
                              and c.relname <> 'flyway_schema_history'
                            group by n.nspname, c.relname)
                        select case when count(*) = 5 then '*' else min(schema) end || '.' || name as name, columns
                        from described group by name, columns
                        """)) {
            while (tables.next()) {
                found.put(tables.getString("name"), tables.getString("columns"));
            }
        }
        return found;
    }
}
