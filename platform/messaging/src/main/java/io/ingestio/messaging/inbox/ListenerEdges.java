package io.ingestio.messaging.inbox;

import io.ingestio.messaging.deadletter.Redelivery;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The entries of this service, one for each consumer group. */
record ListenerEdges(List<? extends ListenerEdge<?>> all) implements Redelivery {

    @Override
    public void deliver(String consumer, ConsumerRecord<String, byte[]> record) {
        all.stream()
                .filter(edge -> edge.consumer().equals(consumer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this service has no consumer " + consumer))
                .redeliver(record);
    }
}
