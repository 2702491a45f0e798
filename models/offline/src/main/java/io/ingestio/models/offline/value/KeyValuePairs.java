package io.ingestio.models.offline.value;

import io.ingestio.models.offline.page.Cell;
import io.ingestio.models.offline.words.Plain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a document states as {@code label: value}, under the printed label. */
public final class KeyValuePairs {
    private static final int LONGEST_LABEL = 40;

    private final Reading reading;
    private final Values values;

    public KeyValuePairs(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    public Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        for (Cell cell : reading.layout().cells()) {
            String text = cell.text();
            int colon = text.indexOf(':');
            if (colon < 2 || colon > LONGEST_LABEL || text.startsWith("//", colon + 1) || isTime(text, colon)) {
                continue;
            }
            String behind = text.substring(colon + 1).strip();
            Optional<String> value = behind.isEmpty()
                    ? reading.layout().rightOf(cell).stream()
                            .findFirst()
                            .or(() -> reading.layout().below(cell))
                            .map(Cell::text)
                    : Optional.of(behind);
            String key = Plain.key(text.substring(0, colon));
            if (!key.isEmpty()) {
                value.ifPresent(found -> pairs.putIfAbsent(key, values.typed(found)));
            }
        }
        return pairs;
    }

    private static boolean isTime(String text, int colon) {
        return Character.isDigit(text.charAt(colon - 1))
                && colon + 1 < text.length()
                && Character.isDigit(text.charAt(colon + 1));
    }
}
