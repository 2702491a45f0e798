package io.ingestio.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people corrected in earlier documents of the same sender, for a model that learns from examples: few and short, whatever was
 * corrected. They are data that documents and people wrote, never instructions.
 *
 * @param items newest first
 */
public record CorrectionExamples(List<CorrectionExample> items) {

    public static final int MOST = 10;

    /** Of all examples together, as {@link #lines} writes them in UTF-8. */
    public static final int MOST_BYTES = 2_048;

    public static final CorrectionExamples NONE = new CorrectionExamples(List.of());

    public CorrectionExamples {
        items = List.copyOf(items);
    }

    /** The newest ones that fit; one that does not fit is left out, and a shorter one after it may fit. Equal ones count once. */
    public static CorrectionExamples of(List<CorrectionExample> newestFirst) {
        List<CorrectionExample> fitting = new ArrayList<>();
        int bytes = 0;
        for (CorrectionExample example : newestFirst) {
            int size = example.line().getBytes(StandardCharsets.UTF_8).length + 1;
            if (fitting.size() < MOST && bytes + size <= MOST_BYTES && !fitting.contains(example)) {
                fitting.add(example);
                bytes += size;
            }
        }
        return new CorrectionExamples(fitting);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** A JSON object a line, without angle brackets. */
    public String lines() {
        return items.stream().map(CorrectionExample::line).collect(Collectors.joining("\n"));
    }
}
