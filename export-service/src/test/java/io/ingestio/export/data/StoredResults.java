package io.ingestio.export.data;

import io.ingestio.contracts.DataReference;
import io.ingestio.objectstore.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/** Results in the object store, as the worker stores them. */
final class StoredResults {

    private StoredResults() {}

    static DataReference put(ObjectStore objects, String json) {
        DataReference reference = reference(json);
        objects.put(reference.key(), json.getBytes(StandardCharsets.UTF_8), "application/json")
                .block(Duration.ofSeconds(30));
        return reference;
    }

    /** Of a result that is not stored. */
    static DataReference reference(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new DataReference("results/" + UUID.randomUUID() + "/1.json", sha256, bytes.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
