package io.ingestio.messaging.deadletter;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a record is about, as far as its body says so: with that it is deleted. Of a body that cannot be read the key stands for the
 * batch, if it is an id.
 */
record Subject(
        @Nullable String userId,
        @Nullable UUID batchId,
        @Nullable UUID documentId) {

    private static final JsonMapper JSON = new JsonMapper();

    static Subject of(ConsumerRecord<String, byte[]> record) {
        JsonNode body = body(record.value());
        String user = body.path("userId").stringValue(null);
        UUID batch = id(body.path("batchId").stringValue(null));
        return new Subject(
                user == null || user.indexOf('\0') >= 0 ? null : user,
                batch == null ? id(record.key()) : batch,
                id(body.path("documentId").stringValue(null)));
    }

    private static JsonNode body(byte @Nullable [] text) {
        try {
            return text == null ? JSON.missingNode() : JSON.readTree(text);
        } catch (JacksonException | StackOverflowError unreadable) {
            return JSON.missingNode();
        }
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }
}
