package io.ingestio.export.correction;

import io.ingestio.export.tree.Correction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A correction as it is stored. Made where data are handled: of many corrections it takes a while.
 *
 * @param field   such as {@code line_items.amount}
 * @param pointer JSON Pointer
 * @param kind    as in the API
 * @param before  JSON
 * @param after   JSON
 */
public record CorrectionRow(
        String field,
        String pointer,
        String kind,
        @Nullable String before,
        @Nullable String after) {

    public static List<CorrectionRow> of(List<Correction> corrections) {
        return corrections.stream()
                .map(correction -> new CorrectionRow(
                        storable(correction.field()),
                        storable(correction.pointer()),
                        correction.kind().wireName(),
                        correction.before(),
                        correction.after()))
                .toList();
    }

    /** A name that a model made may have NUL, which text in PostgreSQL has not. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }
}
