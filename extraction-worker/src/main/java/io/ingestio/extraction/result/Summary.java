package io.ingestio.extraction.result;

import io.ingestio.contracts.DataSummary;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Summarizes extracted data. Its size is bounded whatever the data are. */
public final class Summary {

    private Summary() {}

    public static DataSummary of(Map<String, @Nullable Object> data) {
        var summary = new DataSummary.Collector();
        data.forEach((name, value) -> {
            if (value instanceof Collection<?> array) {
                summary.array(name, array.size());
            } else if (value != null && !(value instanceof Map<?, ?>)) {
                summary.field(name, value.toString());
            }
        });
        return summary.summary();
    }
}
