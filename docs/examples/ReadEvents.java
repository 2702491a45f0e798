import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * An internal consumer of IngestIO's events: prints each event of a topic once. Arguments: bootstrap servers, topic, consumer group.
 * It ends when no event came for ten seconds.
 */
public class ReadEvents {

    /** In a real consumer a table with a unique key, written in the transaction of the effect: a restart forgets a set. */
    private static final Set<String> APPLIED = new HashSet<>();

    public static void main(String[] arguments) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("group.id", arguments[2]); // each consumer has a group of its own: it receives all events
        settings.put("auto.offset.reset", "earliest"); // a new group starts with what the topic still holds
        settings.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(arguments[1]));
            int quiet = 0;
            while (quiet < 10) {
                var records = consumer.poll(Duration.ofSeconds(1));
                quiet = records.isEmpty() ? quiet + 1 : 0;
                records.forEach(ReadEvents::apply);
                consumer.commitSync(); // after the effects: an event may come twice, never not at all
            }
        }
    }

    private static void apply(ConsumerRecord<String, byte[]> record) {
        if (!APPLIED.add(header(record, "ce_id"))) {
            return; // delivered again
        }
        switch (header(record, "ce_type")) {
            case "batch.completed" -> print("completed", record);
            case "batch.deleted" -> print("deleted", record);
            default -> print("ignored", record); // a type that this consumer has no use for, or does not know
        }
    }

    private static void print(String what, ConsumerRecord<String, byte[]> record) {
        System.out.println(what + " " + header(record, "ce_type") + " " + record.key() + " "
                + new String(record.value(), StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
