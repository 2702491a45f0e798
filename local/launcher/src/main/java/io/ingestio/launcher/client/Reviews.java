package io.ingestio.launcher.client;

import io.ingestio.launcher.client.view.Confirmed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls of the public API with which people review data. */
public final class Reviews {
    private final IngestioClient client;

    Reviews(IngestioClient client) {
        this.client = client;
    }

    private record Data(JsonNode data) {}

    /**
     * The data of a document, formatted; amounts are as they were typed.
     *
     * @param version such as 2, the result of the second run, or 2.1, its first edit; null for the newest
     */
    public String data(UUID documentId, @Nullable String version) {
        Map<String, String> query = new HashMap<>();
        if (version != null) {
            String[] parts = version.split("\\.", 2);
            query.put("version", parts[0]);
            query.put("edit", parts.length == 1 ? "0" : parts[1]);
        }
        Data answer = client.read(client.request("documents/" + documentId + "/data" + Query.of(query)), Data.class);
        return answer.data().toPrettyString();
    }

    /** @param includeAttention whether documents with warnings are confirmed too */
    public Confirmed confirm(List<UUID> documents, boolean includeAttention) {
        Map<String, ?> body = Map.of(
                "documentIds", documents.stream().map(UUID::toString).toList(), "includeAttention", includeAttention);
        return client.read(
                client.post("documents/confirm")
                        .header("Content-Type", "application/json")
                        .POST(IngestioClient.json(body)),
                Confirmed.class);
    }
}
