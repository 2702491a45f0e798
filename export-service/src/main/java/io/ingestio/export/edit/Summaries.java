package io.ingestio.export.edit;

import io.ingestio.contracts.DataSummary;
import io.ingestio.export.tree.Node;

/** Summarizes edited data as the worker summarizes extracted ones: what lists of documents show of them. */
final class Summaries {

    private Summaries() {}

    static DataSummary of(Node data) {
        var summary = new DataSummary.Collector();
        data.members().forEach((name, value) -> {
            switch (value.kind()) {
                case ARRAY -> summary.array(name, value.items().size());
                case STRING, NUMBER, BOOLEAN -> summary.field(name, value.text());
                case OBJECT, NULL -> {}
            }
        });
        return summary.summary();
    }
}
