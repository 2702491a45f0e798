package io.ingestio.models.offline.table;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Recognises the row of headings above a table. */
final class ColumnHeadings {
    private static final Vocabulary COLUMNS = Vocabulary.load("columns");

    private final Set<String> wanted;

    ColumnHeadings(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** The headings of a row from left to right; empty if it has other words, because then it is no row of headings. */
    List<Column> of(Row row) {
        List<Column> columns = new ArrayList<>();
        int unknown = 0;
        for (Cell cell : row.cells()) {
            List<Plain.Token> tokens = Plain.tokens(cell.text());
            int before = columns.size();
            int covered = -1;
            for (Vocabulary.Match match : COLUMNS.find(tokens)) {
                if (match.first() > covered && wanted.contains(match.entry().key())) {
                    Cell place = cell.slice(
                            tokens.get(match.first()).start(),
                            tokens.get(match.last()).end());
                    columns.add(new Column(match.entry().key(), place.x(), place.right()));
                    covered = match.last();
                }
            }
            unknown += columns.size() == before ? 1 : 0;
        }
        return unknown > columns.size()
                        || row.text().chars().filter(Character::isDigit).count() > 4
                ? List.of()
                : columns;
    }

    /** Whether these headings make a table of items: one for the description and one for the amount. */
    static boolean isTable(List<Column> columns, String what, String... howMuch) {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name()));
        return names.size() >= 2
                && names.contains(what)
                && Set.of(howMuch).stream().anyMatch(names::contains);
    }
}
