package io.ingestio.launcher.client.view;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answer to {@code GET /documents/{id}/data}, as far as this client reads it. */
public record ExtractedData(@Nullable String documentType, JsonNode data, List<String> warnings) {
    public ExtractedData {
        warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
    }
}
