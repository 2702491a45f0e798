package io.ingestio.messaging.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of a CloudEvent in Kafka's binary mode (CloudEvents 1.0, Kafka protocol binding §3.2). */
public final class CloudEventHeaders {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";

    private CloudEventHeaders() {}

    /** Builds the record of one event. */
    public static ProducerRecord<String, byte[]> record(
            String topic, String key, UUID id, String type, Instant time, String body) {
        var record = new ProducerRecord<>(topic, key, body.getBytes(StandardCharsets.UTF_8));
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, id.toString());
        add(headers, TYPE, type);
        add(headers, "ce_source", "/" + topic.replace('.', '/'));
        add(headers, "ce_subject", key);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/json");
        return record;
    }

    /**
     * @throws BadEvent if the header is missing or no UUID
     */
    public static UUID id(Headers headers) {
        String id = text(headers, ID);
        if (id == null) {
            throw new BadEvent("no " + ID);
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new BadEvent(ID + " is no UUID", e);
        }
    }

    /**
     * @throws BadEvent if the header is missing
     */
    public static String type(Headers headers) {
        String type = text(headers, TYPE);
        if (type == null) {
            throw new BadEvent("no " + TYPE);
        }
        return type;
    }

    /** As {@link #type}; null where the header is missing. */
    public static @Nullable String typeIfAny(Headers headers) {
        return text(headers, TYPE);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
