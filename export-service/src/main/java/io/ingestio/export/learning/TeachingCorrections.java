package io.ingestio.export.learning;

import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.export.correction.CorrectionRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which corrections of an edit teach something: those of short values, a few of each field, so that a column of items is no flood. */
final class TeachingCorrections {

    static final int MOST_OF_A_FIELD = 3;

    private TeachingCorrections() {}

    /** {@value DocumentCorrected#MOST_CORRECTIONS} at most, in the order of the edit. */
    static List<Corrected> of(List<CorrectionRow> corrections) {
        Map<String, Integer> ofField = new HashMap<>();
        List<Corrected> teaching = new ArrayList<>();
        for (CorrectionRow correction : corrections) {
            if (teaching.size() < DocumentCorrected.MOST_CORRECTIONS
                    && isShort(correction)
                    && ofField.merge(correction.field(), 1, Integer::sum) <= MOST_OF_A_FIELD) {
                teaching.add(new Corrected(correction.field(), correction.before(), correction.after()));
            }
        }
        return teaching;
    }

    /** A value that was too long to be kept is null, as one that was not there is: the kind of the correction says which. */
    private static boolean isShort(CorrectionRow correction) {
        return switch (correction.kind()) {
            case "added" -> fits(correction.after());
            case "removed" -> fits(correction.before());
            default -> fits(correction.before()) && fits(correction.after());
        };
    }

    private static boolean fits(@Nullable String json) {
        return json != null && json.length() <= DocumentCorrected.MOST_CHARACTERS;
    }
}
