package io.ingestio.messaging.deadletter;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.deadletter.DeadLetterTable.NewLetter;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a record that cannot be read or applied, with the reason. If that fails, the record stays in its place and its partition
 * waits: nothing is dropped.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LONGEST_REASON = 2_000;

    private final DeadLetterTable table;
    private final Tenancy tenancy;
    private final MeterRegistry meters;
    private final JsonMapper json = new JsonMapper();

    DeadLetters(DeadLetterTable table, Tenancy tenancy, MeterRegistry meters) {
        this.table = table;
        this.tenancy = tenancy;
        this.meters = meters;
    }

    /** Blocks until it is kept. */
    public void keep(String consumer, ConsumerRecord<String, byte[]> record, Throwable reason) {
        Kind kind = Kind.of(reason);
        Subject subject = Subject.of(record);
        LOG.error(
                "dead letter consumer={} topic={} partition={} offset={} kind={} failure={}",
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                kind.wireName(),
                reason.toString());
        tenancy.statementAsService(table.insert(new NewLetter(
                        consumer,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                        storable(record.key()),
                        json.writeValueAsString(headers(record)),
                        record.value(),
                        kind.wireName(),
                        reasonText(reason),
                        storable(CloudEventHeaders.typeIfAny(record.headers())),
                        subject.userId(),
                        subject.batchId(),
                        subject.documentId())))
                .block(LIMIT);
        counter(record.topic()).increment();
    }

    /** Registered before the first one: an alert on an increase must see the 0. */
    public Counter counter(String topic) {
        return Counter.builder("ingestio.dead.letters")
                .description("Records that could not be read or applied")
                .tag("topic", topic)
                .register(meters);
    }

    static String reasonText(Throwable reason) {
        String text = String.valueOf(storable(reason.toString()));
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }

    /** PostgreSQL's text cannot hold NUL. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
